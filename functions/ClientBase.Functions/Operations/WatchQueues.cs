using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Operations;

/// <summary>Measures what alerts are about: poison queues, messages that nobody takes, the age of the last copy.</summary>
/// <remarks>
/// Azure counts the messages of a whole account only, and once an hour. Two queue transactions a queue each time, three for one with
/// poison. What it finds is kept for those who look on.
/// </remarks>
public sealed class WatchQueues(QueueStore queues, BackupAge backup, KeptAnswers kept)
{
    /// <summary>Runs by the timer.</summary>
    [Function(nameof(WatchQueues))]
    public async Task RunAsync([TimerTrigger("%Schedule_WatchQueues%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (view, _) = await kept.GetAsync(
            OperateQueues.Kept, TimeSpan.Zero, () => OperateQueues.CountAsync(queues, own: 1, cancellationToken), cancellationToken);
        foreach (var queue in view.Items)
        {
            var oldest = await queues.OldestAsync(queue.Queue, cancellationToken);
            AppMetrics.QueueWatched(queue.Queue, queue.Poison, oldest ?? TimeSpan.Zero);
        }

        AppMetrics.BackupWatched(await backup.ReadAsync(cancellationToken));
    }
}
