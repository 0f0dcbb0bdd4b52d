using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Exports;

/// <summary>Exports: their states, files, and the queue of what is to be done.</summary>
public sealed class ExportStore(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
    : JobStore<ExportState>(tables.GetTableClient(Tables.Exports), "export", job => job.Id)
{
    private const int BufferBytes = 4 * 1024 * 1024;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Containers.Exports);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Exports);

    /// <summary>Has an export go on.</summary>
    /// <param name="work">Which.</param>
    /// <param name="delay">Not before so long; null: now.</param>
    public Task PutAsync(ExportWork work, CancellationToken cancellationToken, TimeSpan? delay = null) => _queue.SendMessageAsync(
        JsonSerializer.Serialize(work, JsonSerializerOptions.Web), delay, cancellationToken: cancellationToken);

    /// <summary>The rows of an export, a block a page: an array of JSON a line, the contact's id first.</summary>
    public BlockLog Rows(ExportState export) => new(_container.GetBlockBlobClient(NameOf(export, "rows")));

    /// <summary>Where the file of an export is written to.</summary>
    public Task<Stream> CreateFileAsync(ExportState export, CancellationToken cancellationToken) =>
        _container.GetBlockBlobClient(NameOf(export, "file"))
            .OpenWriteAsync(overwrite: true, new BlockBlobOpenWriteOptions { BufferSize = BufferBytes }, cancellationToken);

    /// <summary>Opens the file of an export; null once it is deleted.</summary>
    public async Task<Stream?> OpenFileAsync(ExportState export, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = BufferBytes };
            return await _container.GetBlobClient(NameOf(export, "file")).OpenReadAsync(options, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes all blobs of an export, those of earlier makings too.</summary>
    public async Task DeleteFilesAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{id}/" }, cancellationToken))
        {
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private static string NameOf(ExportState export, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{export.Id}/{export.Run}/{what}");
}
