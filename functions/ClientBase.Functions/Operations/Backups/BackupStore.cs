using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>
/// The container of copies: <c>copies/{id}/</c> a copy, <c>last.json</c> the last whole one, <c>erased/{contact}</c> who was erased,
/// <c>restore/</c> how far a restore is.
/// </summary>
/// <remarks>Storage encrypts it at rest, as it does the rows. The lifecycle of the container deletes what is old.</remarks>
public sealed class BackupStore(BlobServiceClient blobs, TimeProvider clock)
{
    private const string Last = "last.json";
    private const string Copies = "copies/";

    /// <summary>The version of a blob that is not there yet.</summary>
    public static readonly ETag New = new("new");

    public BlobContainerClient Container { get; } = blobs.GetBlobContainerClient(Containers.Backups);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Where a copy lies.</summary>
    public static string FolderOf(string id) => Copies + id;

    /// <summary>The last whole copy; null when there is none.</summary>
    public async Task<JobState?> LastAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<JobState>(Last, cancellationToken)).Value;

    /// <summary>Since when copies could have been made.</summary>
    public async Task<DateTimeOffset> SinceAsync(CancellationToken cancellationToken) =>
        (await Container.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.LastModified;

    /// <summary>Notes that a copy is whole.</summary>
    public Task NoteLastAsync(JobState job, CancellationToken cancellationToken) => WriteAsync(Last, job, null, cancellationToken);

    /// <summary>All copies there are, the latest first.</summary>
    public async Task<IReadOnlyList<JobState>> ListAsync(CancellationToken cancellationToken)
    {
        var all = new List<JobState>();
        await foreach (var folder in Container.GetBlobsByHierarchyAsync(
            BlobTraits.None, BlobStates.None, "/", Copies, cancellationToken))
        {
            if (folder.IsPrefix && await CopyAsync(folder.Prefix[Copies.Length..^1], cancellationToken) is { } job)
            {
                all.Add(job);
            }
        }

        return [.. all.OrderByDescending(job => job.StartedAt)];
    }

    /// <summary>A copy; null when there is none of that id.</summary>
    public async Task<JobState?> CopyAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync<JobState>(StagedJob.JobOf(FolderOf(id)), cancellationToken)).Value;

    /// <summary>A part of a copy.</summary>
    public async Task<PartState> PartAsync(string id, string stage, string part, CancellationToken cancellationToken) =>
        (await ReadAsync<PartState>(StagedJob.PartOf(new JobStep(FolderOf(id), stage, part)), cancellationToken)).Value
            ?? throw new InvalidOperationException($"Copy {id} lacks part {part} of {stage}: it is not whole.");

    /// <summary>What lies in a folder, by name.</summary>
    public AsyncPageable<BlobItem> BlobsIn(string folder, CancellationToken cancellationToken) =>
        Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken);

    /// <summary>Reads a small document with its version; nulls when it is not there.</summary>
    public async Task<(T? Value, ETag? Version)> ReadAsync<T>(string name, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var read = await Container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return (read.Value.Content.ToObjectFromJson<T>(JsonSerializerOptions.Web), read.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, null);
        }
    }

    /// <summary>Writes a small document.</summary>
    /// <param name="name">Its blob.</param>
    /// <param name="value">The document.</param>
    /// <param name="version">Only over this version; null: over any.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>False when it has another version.</returns>
    public async Task<bool> WriteAsync<T>(string name, T value, ETag? version, CancellationToken cancellationToken)
    {
        var conditions = version is null ? null
            : version == New ? new BlobRequestConditions { IfNoneMatch = ETag.All }
            : new BlobRequestConditions { IfMatch = version };
        try
        {
            await Container.GetBlobClient(name).UploadAsync(
                BinaryData.FromObjectAsJson(value, JsonSerializerOptions.Web),
                new BlobUploadOptions { Conditions = conditions },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Writes rows under a name nobody else has.</summary>
    public async Task<PartFile> WriteFileAsync(string id, BinaryData bytes, int rows, CancellationToken cancellationToken)
    {
        var name = $"{FolderOf(id)}/data/{Guid.NewGuid():n}.jsonl.gz";
        await Container.GetBlobClient(name).UploadAsync(bytes, cancellationToken);
        return new PartFile(name, rows, Digest(bytes));
    }

    /// <summary>Reads rows, when they are what was written.</summary>
    public async Task<BinaryData> ReadFileAsync(PartFile file, CancellationToken cancellationToken)
    {
        var read = await Container.GetBlobClient(file.Name).DownloadContentAsync(cancellationToken);
        return Digest(read.Value.Content) == file.Digest
            ? read.Value.Content
            : throw new InvalidOperationException($"{file.Name} is not what was copied: restore another copy.");
    }

    private static string Digest(BinaryData bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.ToMemory().Span));
}
