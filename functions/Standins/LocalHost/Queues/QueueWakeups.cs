using System.Collections.Concurrent;

namespace ClientBase.LocalHost.Queues;

/// <summary>Tells the listeners of a queue that this process has put something on it, so that they need not wait for their next poll.</summary>
internal sealed class QueueWakeups
{
    private readonly ConcurrentDictionary<Uri, TaskCompletionSource> bells = new();

    /// <summary>Completes at the next message; take it before looking into the queue.</summary>
    public Task NextAsync(Uri queue) => bells.GetOrAdd(queue, _ => NewBell()).Task;

    public void Ring(Uri queue)
    {
        if (bells.TryRemove(queue, out var bell))
        {
            bell.TrySetResult();
        }
    }

    private static TaskCompletionSource NewBell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
