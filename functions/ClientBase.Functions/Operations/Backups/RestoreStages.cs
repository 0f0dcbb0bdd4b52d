using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using Microsoft.Extensions.Logging;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Puts a copy back: rows, those that changed while it was made, blobs, what was filed meanwhile; erases who was since.</summary>
public sealed class RestoreStages(
    BackupStore store,
    CommitsByTable commits,
    BlobServiceClient blobs,
    FilingOfLate filing,
    ErasedSince erased,
    ErasedKeys erasedKeys,
    ContactErasure erasure,
    RecomputeRequests recompute,
    IEnumerable<IAfterRestore> features,
    ILogger<RestoreStages> logger) : IJobStages
{
    private const string Filing = "filing";
    private const string Erasures = "erasures";
    private const string Everybody = "all";
    private const int AtOnce = 16;
    private const int BlobsOfStep = 50;

    public IReadOnlyList<string> Stages { get; } = [CopiedParts.Rows, CopiedParts.Changes, CopiedParts.Blobs, Filing, Erasures];

    public IReadOnlyList<string> PartsOf(string stage) => stage switch
    {
        CopiedParts.Blobs => CopiedParts.OfBlobs,
        Filing => [.. CopiedParts.Shards.Keys],
        Erasures => [Everybody],
        _ => CopiedParts.OfRows,
    };

    public Task<PartState> StepAsync(JobState job, JobStep step, PartState part, CancellationToken cancellationToken) => step.Stage switch
    {
        CopiedParts.Blobs => WriteBlobsAsync(job, step.Part, part, cancellationToken),
        Filing => EachFileAsync(job, CopiedParts.Changes, step.Part, part, filing.FileAsync, cancellationToken),
        Erasures => EraseAsync(job, part, cancellationToken),
        _ => EachFileAsync(job, step.Stage, step.Part, part, (rows, token) => WriteAsync(step.Part, rows, token), cancellationToken),
    };

    /// <summary>What is kept beside the rows follows from them.</summary>
    public async Task EndAsync(JobState job, CancellationToken cancellationToken)
    {
        foreach (var feature in features)
        {
            await feature.RestoredAsync(cancellationToken);
        }

        await recompute.AskAsync(isRebuild: true, cancellationToken);
        logger.CopyRestored(job.Id, (store.Now - job.StartedAt).TotalSeconds);
    }

    // A file a step.
    private async Task<PartState> EachFileAsync(
        JobState job,
        string stage,
        string name,
        PartState part,
        Func<IReadOnlyList<TableEntity>, CancellationToken, Task<int>> takeAsync,
        CancellationToken cancellationToken)
    {
        var files = (await store.PartAsync(job.Id, stage, name, cancellationToken)).Files;
        var number = int.Parse(part.Next ?? "0", CultureInfo.InvariantCulture);
        if (number == files.Count)
        {
            return part with { IsDone = true };
        }

        var rows = RowFile.Unpack(await store.ReadFileAsync(files[number], cancellationToken));
        var taken = await takeAsync(rows, cancellationToken);
        var place = (number + 1).ToString(CultureInfo.InvariantCulture);
        return new PartState(place, part.Rows + taken, [], number + 1 == files.Count);
    }

    private async Task<int> WriteAsync(string part, IReadOnlyList<TableEntity> rows, CancellationToken cancellationToken)
    {
        var table = commits.Of(CopiedParts.TableOf(part));
        await Parallel.ForEachAsync(
            rows.GroupBy(row => row.PartitionKey),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (some, token) => await table.ApplyAsync(
                some.Key, [.. some.Select(row => new TableTransactionAction(UpsertReplace, row))], token));
        return rows.Count;
    }

    private async Task<PartState> WriteBlobsAsync(JobState job, string container, PartState part, CancellationToken cancellationToken)
    {
        var folder = $"{BackupStore.FolderOf(job.Id)}/blobs/{container}/";
        var into = blobs.GetBlobContainerClient(container);
        await foreach (var page in store.BlobsIn(folder, cancellationToken)
            .AsPages(part.Next, BlobsOfStep))
        {
            foreach (var blob in page.Values)
            {
                await BlobCopy.CopyAsync(store.Container, blob.Name, into, blob.Name[folder.Length..], cancellationToken);
            }

            var next = page.ContinuationToken;
            return new PartState(next, part.Rows + page.Values.Count, [], string.IsNullOrEmpty(next));
        }

        return part with { IsDone = true };
    }

    // One person a step: an erasure waits until all instances have heard of it.
    private async Task<PartState> EraseAsync(JobState job, PartState part, CancellationToken cancellationToken)
    {
        await erasedKeys.RefreshAsync(cancellationToken);
        var copy = await store.CopyAsync(job.Id, cancellationToken);
        if (await erased.NextAsync(copy!.StartedAt - BackupStages.Skew, part.Next, cancellationToken) is not { } next)
        {
            return part with { IsDone = true };
        }

        var isErased = await erasure.EraseAsync(next, cancellationToken);
        return part with { Next = next, Rows = part.Rows + (isErased ? 1 : 0) };
    }
}
