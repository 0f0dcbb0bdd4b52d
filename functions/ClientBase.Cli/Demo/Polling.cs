using System.Diagnostics;

namespace ClientBase.Cli.Demo;

/// <summary>Waits for what the base does after it has answered.</summary>
internal static class Polling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    /// <summary>Asks until the answer is the one hoped for.</summary>
    /// <returns>That answer, or the last one when the time is over.</returns>
    public static async Task<T> UntilAsync<T>(
        Func<Task<T>> ask, Func<T, bool> isDone, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        while (!isDone(answer) && Stopwatch.GetElapsedTime(started) < timeout)
        {
            await Task.Delay(Interval, cancellationToken);
            answer = await ask();
        }

        return answer;
    }
}
