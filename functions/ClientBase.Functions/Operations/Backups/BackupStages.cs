using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Makes a copy: all rows, then again what changed meanwhile, then the blobs.</summary>
/// <remarks>
/// Nothing is stopped for it, so rows of one event may be copied before and after it. Rows written since the copy began are copied a second
/// time; of those a restore files what was said once more, which changes nothing where nothing is missing.
/// </remarks>
public sealed class BackupStages(
    BackupStore store, TableServiceClient tables, BlobServiceClient blobs, ILogger<BackupStages> logger) : IJobStages
{
    private const int PageSize = 1000;
    private const int PagesOfFile = 10;
    private const int BlobsOfStep = 50;

    /// <summary>How much earlier than the app's clock rows may say they were written.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> Stages { get; } = [CopiedParts.Rows, CopiedParts.Changes, CopiedParts.Blobs];

    public IReadOnlyList<string> PartsOf(string stage) => stage == CopiedParts.Blobs ? CopiedParts.OfBlobs : CopiedParts.OfRows;

    public Task<PartState> StepAsync(JobState job, JobStep step, PartState part, CancellationToken cancellationToken) =>
        step.Stage == CopiedParts.Blobs
            ? CopyBlobsAsync(job, step.Part, part, cancellationToken)
            : CopyRowsAsync(job, step, part, cancellationToken);

    public async Task EndAsync(JobState job, CancellationToken cancellationToken)
    {
        await store.NoteLastAsync(job with { Stage = null, DoneAt = store.Now }, cancellationToken);
        logger.CopyMade(job.Id, (store.Now - job.StartedAt).TotalSeconds);
    }

    private async Task<PartState> CopyRowsAsync(JobState job, JobStep step, PartState part, CancellationToken cancellationToken)
    {
        DateTimeOffset? since = step.Stage == CopiedParts.Changes ? job.StartedAt - Skew : null;
        var pages = tables.GetTableClient(CopiedParts.TableOf(step.Part))
            .QueryAsync<TableEntity>(CopiedParts.FilterOf(step.Part, since), PageSize, cancellationToken: cancellationToken)
            .AsPages(part.Next);
        var (rows, next, read) = (new List<TableEntity>(), (string?)null, 0);
        await foreach (var page in pages)
        {
            rows.AddRange(page.Values);
            next = page.ContinuationToken;
            if (++read == PagesOfFile)
            {
                break;
            }
        }

        var files = rows.Count == 0
            ? part.Files
            : [.. part.Files, await store.WriteFileAsync(job.Id, RowFile.Pack(rows), rows.Count, cancellationToken)];
        return new PartState(next, part.Rows + rows.Count, files, string.IsNullOrEmpty(next));
    }

    private async Task<PartState> CopyBlobsAsync(JobState job, string container, PartState part, CancellationToken cancellationToken)
    {
        var from = blobs.GetBlobContainerClient(container);
        await foreach (var page in from.GetBlobsAsync(cancellationToken: cancellationToken).AsPages(part.Next, BlobsOfStep))
        {
            var copied = 0;
            foreach (var blob in page.Values)
            {
                var target = $"{BackupStore.FolderOf(job.Id)}/blobs/{container}/{blob.Name}";
                copied += await BlobCopy.CopyAsync(from, blob.Name, store.Container, target, cancellationToken) ? 1 : 0;
            }

            var next = page.ContinuationToken;
            return new PartState(next, part.Rows + copied, [], string.IsNullOrEmpty(next));
        }

        return part with { IsDone = true };
    }
}
