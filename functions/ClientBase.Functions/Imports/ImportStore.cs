using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using ClientBase.Domain.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Imports.Running;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Imports;

/// <summary>An import and the version of its row, which a change of it must match.</summary>
public sealed record StoredImport(ImportState State, ETag ETag);

/// <summary>Imports: their states, files, and the queue of what is to be done.</summary>
public sealed class ImportStore(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
{
    private const string Partition = "import";
    private const string State = "State";
    private const int RangeBytes = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly TableClient _table = tables.GetTableClient(Tables.Imports);
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Containers.Imports);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Imports);

    /// <summary>A new id; later ones sort first.</summary>
    public static string NewId(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("x16", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>An import; null when there is none of that id.</summary>
    public async Task<StoredImport?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 64 || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return row.HasValue ? new StoredImport(Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>A page of imports, the newest first.</summary>
    public async Task<Http.Page<ImportState>> PageAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = paging.Continuation is { } after
            ? TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        var states = new List<ImportState>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, paging.Take, cancellationToken: cancellationToken))
        {
            states.Add(Read(row));
            if (states.Count == paging.Take)
            {
                return new Http.Page<ImportState>(states, Paging.Encode(row.RowKey));
            }
        }

        return new Http.Page<ImportState>(states, null);
    }

    /// <summary>All imports, whatever their number.</summary>
    public async Task<IReadOnlyList<ImportState>> AllAsync(CancellationToken cancellationToken)
    {
        var states = new List<ImportState>();
        var rows = _table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            states.Add(Read(row));
        }

        return states;
    }

    /// <summary>Writes a new import.</summary>
    public Task AddAsync(ImportState import, CancellationToken cancellationToken) =>
        _table.AddEntityAsync(Row(import), cancellationToken);

    /// <summary>Writes a change; null when somebody else was quicker.</summary>
    public async Task<StoredImport?> SaveAsync(StoredImport stored, ImportState changed, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _table.UpdateEntityAsync(Row(changed), stored.ETag, TableUpdateMode.Replace, cancellationToken);
            return new StoredImport(changed, written.Headers.ETag!.Value);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 412 or 404)
        {
            return null;
        }
    }

    /// <summary>Has an import go on, or be undone.</summary>
    /// <param name="work">What is to be done.</param>
    /// <param name="delay">Not before so long; null: now.</param>
    public async Task PutAsync(ImportWork work, CancellationToken cancellationToken, TimeSpan? delay = null) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(work, Json), delay, cancellationToken: cancellationToken);

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
    public Task DeleteFileAsync(string id, CancellationToken cancellationToken) =>
        File(id).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    /// <summary>The report of an import: lines of CSV, a block a chunk.</summary>
    public BlockLog Report(string id) => new(_container.GetBlockBlobClient($"{id}/report"));

    /// <summary>What an import said, a block a chunk: <see cref="SaidCapture"/>.</summary>
    public BlockLog Said(string id) => new(_container.GetBlockBlobClient($"{id}/said"));

    private BlockBlobClient File(string id) => _container.GetBlockBlobClient($"{id}/file");

    private static TableEntity Row(ImportState import)
    {
        var row = RowVersions.New(Partition, import.Id);
        LongText.Write(row, State, JsonSerializer.Serialize(import, Json));
        return row;
    }

    private static ImportState Read(TableEntity row) =>
        JsonSerializer.Deserialize<ImportState>(LongText.Read(RowVersions.Known(row), State)!, Json)!;
}
