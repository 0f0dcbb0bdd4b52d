using System.Globalization;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Copies of the base: begins one, works at it, tells how far each is.</summary>
public sealed class BackupRuns(BackupStore store, BackupStages stages, QueueServiceClient queues)
{
    private readonly StagedJob _job = new(store, queues.GetQueueClient(Queues.Backups), stages);

    /// <summary>Begins a copy; its id says when.</summary>
    public async Task<BackupView> StartAsync(CancellationToken cancellationToken)
    {
        var now = store.Now;
        var id = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var job = new JobState(id, stages.Stages[0], now, null, RowVersions.Current);
        await _job.StartAsync(BackupStore.FolderOf(id), job, cancellationToken);
        return await ViewAsync(job, cancellationToken);
    }

    /// <summary>Does a step of a copy.</summary>
    public Task StepAsync(JobStep step, CancellationToken cancellationToken) => _job.RunAsync(step, cancellationToken);

    /// <summary>All copies there are, the latest first.</summary>
    public async Task<IReadOnlyList<BackupView>> ListAsync(CancellationToken cancellationToken)
    {
        var copies = await store.ListAsync(cancellationToken);
        return await Task.WhenAll(copies.Select(copy => ViewAsync(copy, cancellationToken)));
    }

    private async Task<BackupView> ViewAsync(JobState job, CancellationToken cancellationToken)
    {
        var (rows, blobs) = (0L, 0L);
        foreach (var stage in stages.Stages)
        {
            var parts = await _job.PartsAsync(BackupStore.FolderOf(job.Id), stage, cancellationToken);
            var count = parts.Values.Sum(part => part.Rows);
            (rows, blobs) = stage == CopiedParts.Blobs ? (rows, count) : (rows + count, blobs);
        }

        return new BackupView(job.Id, job.Stage ?? BackupView.Completed, job.StartedAt, job.DoneAt, rows, blobs);
    }
}

/// <summary>A copy of the base.</summary>
/// <param name="Id">Its id: when it was begun.</param>
/// <param name="State">The stage it is in, <c>rows</c>, <c>changes</c> or <c>blobs</c>; <c>completed</c> once it is whole.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="CompletedAt">When it was whole; null before.</param>
/// <param name="Rows">Rows copied; those written meanwhile count twice.</param>
/// <param name="Blobs">Blobs copied.</param>
public sealed record BackupView(string Id, string State, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, long Rows, long Blobs)
{
    /// <summary>The state of a whole copy.</summary>
    public const string Completed = "completed";
}
