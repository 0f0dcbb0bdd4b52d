using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Imports;

/// <summary>Imports: their states, files, and the queue of what is to be done.</summary>
public sealed class ImportStore(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
    : JobStore<ImportState>(tables.GetTableClient(Tables.Imports), "import", job => job.Id)
{
    private const int RangeBytes = 4 * 1024 * 1024;

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Containers.Imports);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Imports);

    /// <summary>Has an import go on, or be undone.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="delay">Not before so long; null: now.</param>
    public async Task PutAsync(ImportWork work, CancellationToken cancellationToken, TimeSpan? delay = null) =>
        await _queue.SendMessageAsync(
            JsonSerializer.Serialize(work, JsonSerializerOptions.Web), delay, cancellationToken: cancellationToken);

    /// <summary>Where the file of an import is written to.</summary>
    public Task<Stream> CreateFileAsync(string id, CancellationToken cancellationToken) =>
        File(id).OpenWriteAsync(overwrite: true, new BlockBlobOpenWriteOptions { BufferSize = RangeBytes }, cancellationToken);

    /// <summary>Opens the file of an import as a table; the first part alone is looked at where only its heading matters.</summary>
    /// <exception cref="InputRefusedException">It is no table.</exception>
    public TableInput Open(ImportState import, bool isHeadingOnly = false) => TableInput.Open(
        () => File(import.Id).OpenRead(new BlobOpenReadOptions(allowModifications: false) { BufferSize = RangeBytes }),
        "the file",
        new TableHabits(import.Charset, import.Separator, import.AreLinesRows, isHeadingOnly));

    /// <summary>Deletes the file of an import: it is full of people, and everything that was to be kept of it is.</summary>
    public async Task DeleteFileAsync(string id, CancellationToken cancellationToken)
    {
        await File(id).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await Stop(id).DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Notes that an import is to stop. Beside its state, which only whoever works on it changes while it runs.</summary>
    public Task AskToStopAsync(string id, CancellationToken cancellationToken) =>
        Stop(id).UploadAsync(BinaryData.FromString(""), overwrite: true, cancellationToken);

    /// <summary>Whether somebody has asked for that.</summary>
    public async Task<bool> IsToStopAsync(string id, CancellationToken cancellationToken) =>
        await Stop(id).ExistsAsync(cancellationToken);

    /// <summary>The report of an import: lines of CSV, a block a chunk.</summary>
    public BlockLog Report(string id) => new(_container.GetBlockBlobClient($"{id}/report"));

    /// <summary>What an import said, a block a chunk: <see cref="SaidCapture"/>.</summary>
    public BlockLog Said(string id) => new(_container.GetBlockBlobClient($"{id}/said"));

    private BlobClient Stop(string id) => _container.GetBlobClient($"{id}/stop");

    private BlockBlobClient File(string id) => _container.GetBlockBlobClient($"{id}/file");
}
