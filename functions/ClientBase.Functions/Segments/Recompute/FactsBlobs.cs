using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>The facts of a run, a blob for each shard, from the gathering until the end of the run.</summary>
public sealed class FactsBlobs(BlobServiceClient service)
{
    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.SegmentRuns);

    /// <summary>Stores a shard's facts.</summary>
    public async Task WriteAsync(string runId, string shard, List<GatheredContact> gathered, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await JsonSerializer.SerializeAsync(json, gathered, SegmentJson.Default.ListGatheredContact, cancellationToken);
        json.Position = 0;
        await _container.GetBlobClient(NameOf(runId, shard)).UploadAsync(json, overwrite: true, cancellationToken);
    }

    /// <summary>A shard's facts; null when the run has ended and they are gone.</summary>
    public async Task<List<GatheredContact>?> ReadAsync(string runId, string shard, CancellationToken cancellationToken)
    {
        try
        {
            using var json = (await _container.GetBlobClient(NameOf(runId, shard)).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            return await JsonSerializer.DeserializeAsync(json.Content, SegmentJson.Default.ListGatheredContact, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes the facts of a run, and of earlier ones that never ended.</summary>
    public async Task DeleteUpToAsync(string runId, CancellationToken cancellationToken)
    {
        var last = NameOf(runId, "~");
        await foreach (var blob in _container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (string.CompareOrdinal(blob.Name, last) < 0)
            {
                await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            }
        }
    }

    // Run ids sort by time, so names do.
    private static string NameOf(string runId, string shard) => $"{runId}/{shard}";
}
