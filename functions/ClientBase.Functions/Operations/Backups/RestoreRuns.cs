using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Puts copies back into an empty base.</summary>
public sealed class RestoreRuns(BackupStore store, RestoreStages stages, TableServiceClient tables, QueueServiceClient queues)
{
    private const string Folder = "restore";

    // What an app writes before anybody has told it anything (keys, runs, the audit) stays out: it is written over.
    private static readonly string[] MustBeEmpty =
        [Tables.Contacts, Tables.Forms, Tables.Ledger, Tables.Products, Tables.Visits, Tables.Imports];

    private readonly StagedJob _job = new(store, queues.GetQueueClient(Queues.Restores), stages);

    /// <summary>Begins to put a copy back, or goes on with it where it was left.</summary>
    /// <param name="id">The copy; null: the last whole one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How far it is, or why it is refused.</returns>
    public async Task<(RestoreView? Started, string? Refusal)> StartAsync(string? id, CancellationToken cancellationToken)
    {
        var copy = id is null ? await store.LastAsync(cancellationToken) : await store.CopyAsync(id, cancellationToken);
        if (copy is not { DoneAt: not null })
        {
            return (null, id is null ? "There is no whole copy in container backups." : $"There is no whole copy '{id}'.");
        }

        if (copy.Schema > RowVersions.Current)
        {
            return (null, $"Copy '{copy.Id}' was made by a newer version of the app: deploy that version first.");
        }

        if ((await RunningAsync(cancellationToken)) is { Stage: not null } running)
        {
            if (running.Id != copy.Id)
            {
                return (null, $"Copy '{running.Id}' is being put back: end with that one, or begin with another account.");
            }

            await _job.GoOnAsync(Folder, cancellationToken);
            return (await ShowAsync(cancellationToken), null);
        }

        if (await FullAsync(cancellationToken) is { } table)
        {
            return (null, $"The base is not empty: table {table} has rows. A copy is put back into an empty account only.");
        }

        await ForgetAsync(cancellationToken);
        var job = new JobState(copy.Id, stages.Stages[0], store.Now, null, RowVersions.Current);
        await _job.StartAsync(Folder, job, cancellationToken);
        return (await ShowAsync(cancellationToken), null);
    }

    /// <summary>Does a step of a restore.</summary>
    public Task StepAsync(JobStep step, CancellationToken cancellationToken) => _job.RunAsync(step, cancellationToken);

    /// <summary>How far it is; null when there was none.</summary>
    public async Task<RestoreView?> ShowAsync(CancellationToken cancellationToken)
    {
        if (await RunningAsync(cancellationToken) is not { } job)
        {
            return null;
        }

        var counts = new Dictionary<string, long>();
        foreach (var stage in stages.Stages)
        {
            counts[stage] = (await _job.PartsAsync(Folder, stage, cancellationToken)).Values.Sum(part => part.Rows);
        }

        return new RestoreView(job.Id, job.Stage ?? BackupView.Completed, job.StartedAt, job.DoneAt, counts);
    }

    private async Task<JobState?> RunningAsync(CancellationToken cancellationToken) =>
        (await store.ReadAsync<JobState>(StagedJob.JobOf(Folder), cancellationToken)).Value;

    private async Task<string?> FullAsync(CancellationToken cancellationToken)
    {
        foreach (var table in MustBeEmpty)
        {
            await foreach (var _ in tables.GetTableClient(table).QueryAsync<TableEntity>(
                (string?)null, 1, ["PartitionKey"], cancellationToken))
            {
                return table;
            }
        }

        return null;
    }

    // How far a restore was that has ended.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await foreach (var blob in store.BlobsIn(Folder + "/", cancellationToken))
        {
            await store.Container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }
}

/// <summary>How far a restore is.</summary>
/// <param name="Backup">The copy that is put back.</param>
/// <param name="State">
/// The stage it is in: <c>rows</c>, <c>changes</c>, <c>blobs</c>, <c>filing</c> what was filed while the copy was made, <c>erasures</c> of
/// people erased since; then <c>completed</c>.
/// </param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="CompletedAt">When it was done; null before.</param>
/// <param name="Counts">Rows, blobs, captures and people done, by stage.</param>
public sealed record RestoreView(
    string Backup, string State, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, IReadOnlyDictionary<string, long> Counts);
