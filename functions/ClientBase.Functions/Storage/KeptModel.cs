using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace ClientBase.Functions.Storage;

/// <summary>Something learned from the whole base, as it was last: a small blob, remembered for a minute.</summary>
/// <typeparam name="T">What was learned.</typeparam>
/// <param name="service">The blobs.</param>
/// <param name="clock">The time.</param>
/// <param name="name">The blob's name.</param>
public sealed class KeptModel<T>(BlobServiceClient service, TimeProvider clock, string name)
    where T : class
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly BlobClient _blob = service.GetBlobContainerClient(Containers.Reports).GetBlobClient(name);
    private (T? Model, DateTimeOffset ReadAt)? _last;

    /// <summary>The model; null before the first.</summary>
    /// <param name="isFresh">Whether it must be read now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<T?> GetAsync(bool isFresh, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (isFresh || _last is not { } last || now - last.ReadAt > Remembered)
        {
            _last = last = (await ReadAsync(cancellationToken), now);
        }

        return last.Model;
    }

    /// <summary>Keeps a model.</summary>
    public async Task SaveAsync(T model, CancellationToken cancellationToken)
    {
        await _blob.UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(model)), overwrite: true, cancellationToken);
        _last = (model, clock.GetUtcNow());
    }

    private async Task<T?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = (await _blob.DownloadContentAsync(cancellationToken)).Value.Content;
            return JsonSerializer.Deserialize<T>(content.ToMemory().Span);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
