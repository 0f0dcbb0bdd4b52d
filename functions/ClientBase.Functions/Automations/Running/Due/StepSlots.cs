namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Limits the steps that are done at once on this instance, however many messages it has taken.</summary>
public sealed class StepSlots : IDisposable
{
    /// <summary>
    /// For each of the sixteen shards some sixteen, as many as their changes fit into one batch: more would only wait for each other, and
    /// have storage answer late enough for others to take it for dead.
    /// </summary>
    private const int Count = 256;

    private readonly SemaphoreSlim _free = new(Count);

    /// <summary>Does something once there is a slot.</summary>
    public async Task RunAsync(Func<Task> doAsync, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            await doAsync();
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
