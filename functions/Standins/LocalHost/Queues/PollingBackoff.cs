namespace ClientBase.LocalHost.Queues;

/// <summary>Waiting times between looks into an empty queue: exponential from 100 ms, spread by a fifth, up to the longest.</summary>
internal sealed class PollingBackoff(TimeSpan longest, Random random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private int empty;

    public void Reset() => empty = 0;

    public TimeSpan Next()
    {
        var factor = Math.Pow(2, Math.Min(empty++, 30)) * (0.8 + (0.4 * random.NextDouble()));
        var wait = Shortest * factor;
        return wait < Shortest ? Shortest : wait > longest ? longest : wait;
    }
}
