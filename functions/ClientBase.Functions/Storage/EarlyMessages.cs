namespace ClientBase.Functions.Storage;

/// <summary>
/// The message that has a job begin is put before the row that says so, and waits for it. Whoever dies in between leaves a message that
/// finds nothing to do, not a job that nobody begins.
/// </summary>
public static class EarlyMessages
{
    /// <summary>How many times one waits at most: some eight minutes, longer than a write of a row is tried.</summary>
    public const int MostTimes = 20;

    /// <summary>Has a message wait that has come before its row.</summary>
    /// <param name="waited">How many times it has waited already.</param>
    /// <param name="put">Puts it back, not to come before so long.</param>
    /// <returns>False when the row will not come any more.</returns>
    public static async Task<bool> WaitAsync(int waited, Func<TimeSpan, Task> put)
    {
        if (waited >= MostTimes)
        {
            return false;
        }

        await put(TimeSpan.FromSeconds(Math.Min(30, 1 << waited)));
        return true;
    }
}
