using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using ClientBase.Domain.Forecast;

namespace ClientBase.Functions.Storage;

/// <summary>The forecast as it was fitted last: a blob of some hundred bytes, remembered for a minute.</summary>
public sealed class KeptForecast(BlobServiceClient service, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly BlobClient _blob = service.GetBlobContainerClient(Containers.Reports).GetBlobClient("forecast");
    private (FittedShop? Fit, DateTimeOffset ReadAt)? _last;

    /// <summary>The forecast; null before the first.</summary>
    /// <param name="isFresh">Whether it must be read now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FittedShop?> GetAsync(bool isFresh, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (isFresh || _last is not { } last || now - last.ReadAt > Remembered)
        {
            _last = last = (await ReadAsync(cancellationToken), now);
        }

        return last.Fit;
    }

    /// <summary>Keeps a forecast.</summary>
    public async Task SaveAsync(FittedShop fit, CancellationToken cancellationToken)
    {
        await _blob.UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(fit)), overwrite: true, cancellationToken);
        _last = (fit, clock.GetUtcNow());
    }

    private async Task<FittedShop?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = (await _blob.DownloadContentAsync(cancellationToken)).Value.Content;
            return JsonSerializer.Deserialize<FittedShop>(content.ToMemory().Span);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
