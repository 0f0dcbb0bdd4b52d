using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Capture;

/// <summary>The queue message that announces a capture: the capture itself, or where it lies when it is large.</summary>
/// <param name="Capture">The capture, when it fits a message.</param>
/// <param name="Blob">Name of the blob that holds it, when it does not.</param>
/// <param name="IsHistory">Whether it is told long after it happened.</param>
public sealed record CaptureReceived(JsonElement? Capture, string? Blob, bool IsHistory = false);

/// <summary>Captures on their way from the edge to the contact.</summary>
public sealed class CaptureStore(QueueServiceClient queues, BlobServiceClient blobs, ILogger<CaptureStore> logger)
{
    // A message is 64 KiB in base64. Under that no blob is written: one costs as much as a dozen queue operations.
    private const int MaxInline = 48 * 1024 - 96;

    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Captured);
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Containers.Captures);

    /// <summary>Makes a capture durable. When this returns, it will be filed, whatever happens to this process.</summary>
    public async Task PutAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(CaptureDocument.Of(capture), DocumentJson.Compact.CaptureDocument);
        var history = capture.IsHistory ? ",\"isHistory\":true" : "";
        if (body.Length <= MaxInline)
        {
            await _queue.SendMessageAsync($$"""{"capture":{{Encoding.UTF8.GetString(body)}}{{history}}}""", cancellationToken);
            AppMetrics.CaptureAccepted(capture.Source);
            logger.Queued(capture.Id, capture.Source, body.Length);
            return;
        }

        var name = BlobOf(capture.Id);
        await _container.GetBlobClient(name).UploadAsync(new BinaryData(body), overwrite: true, cancellationToken);
        await _queue.SendMessageAsync($$"""{"blob":"{{name}}"{{history}}}""", cancellationToken);
        AppMetrics.CaptureAccepted(capture.Source);
        logger.QueuedByBlob(capture.Id, capture.Source, body.Length, name);
    }

    /// <summary>Deletes the blob of a capture, if it had one.</summary>
    /// <returns>Whether it had.</returns>
    public async Task<bool> DeleteBlobAsync(string captureId, CancellationToken cancellationToken) =>
        await _container.GetBlobClient(BlobOf(captureId)).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>The capture a message announces.</summary>
    public async Task<CapturedEvent> OpenAsync(CaptureReceived message, CancellationToken cancellationToken) =>
        await ReadAsync(message, cancellationToken) with { IsHistory = message.IsHistory };

    private async Task<CapturedEvent> ReadAsync(CaptureReceived message, CancellationToken cancellationToken)
    {
        if (message.Capture is { } inline)
        {
            return inline.Deserialize(DocumentJson.Compact.CaptureDocument)!.ToCapture();
        }

        var body = await _container.GetBlobClient(message.Blob).DownloadContentAsync(cancellationToken);
        return JsonSerializer.Deserialize(body.Value.Content, DocumentJson.Compact.CaptureDocument)!.ToCapture();
    }

    private static string BlobOf(string captureId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(captureId)));
}
