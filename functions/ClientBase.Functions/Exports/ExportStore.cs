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
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Exports;

/// <summary>An export and the version of its row, which a change of it must match.</summary>
public sealed record StoredExport(ExportState State, ETag ETag);

/// <summary>Exports: their states, files, and the queue of what is to be done.</summary>
public sealed class ExportStore(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues)
{
    private const string Partition = "export";
    private const string State = "State";
    private const int BufferBytes = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly TableClient _table = tables.GetTableClient(Tables.Exports);
    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient(Containers.Exports);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.Exports);

    /// <summary>A new id; later ones sort first.</summary>
    public static string NewId(DateTimeOffset at) =>
        (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString("x16", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>An export; null when there is none of that id.</summary>
    public async Task<StoredExport?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length is 0 or > 64 || !id.All(char.IsAsciiLetterOrDigit))
        {
            return null;
        }

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>A page of exports, the newest first.</summary>
    public async Task<Http.Page<ExportState>> PageAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = paging.Continuation is { } after
            ? TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {after}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        var states = new List<ExportState>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, paging.Take, cancellationToken: cancellationToken))
        {
            states.Add(Read(row).State);
            if (states.Count == paging.Take)
            {
                return new Http.Page<ExportState>(states, Paging.Encode(row.RowKey));
            }
        }

        return new Http.Page<ExportState>(states, null);
    }

    /// <summary>All exports; those without a schedule are deleted some days after they ended.</summary>
    public async Task<IReadOnlyList<StoredExport>> AllAsync(CancellationToken cancellationToken)
    {
        var all = new List<StoredExport>();
        await foreach (var row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition,
            cancellationToken: cancellationToken))
        {
            all.Add(Read(row));
        }

        return all;
    }

    /// <summary>Writes a new export.</summary>
    public Task AddAsync(ExportState export, CancellationToken cancellationToken) => _table.AddEntityAsync(Row(export), cancellationToken);

    /// <summary>Writes a change; null when somebody else was quicker.</summary>
    public async Task<StoredExport?> SaveAsync(StoredExport stored, ExportState changed, CancellationToken cancellationToken)
    {
        try
        {
            var written = await _table.UpdateEntityAsync(Row(changed), stored.ETag, TableUpdateMode.Replace, cancellationToken);
            return new StoredExport(changed, written.Headers.ETag!.Value);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 412 or 404)
        {
            return null;
        }
    }

    /// <summary>Deletes an export.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Partition, id, cancellationToken: cancellationToken);

    /// <summary>Has an export go on.</summary>
    public Task PutAsync(ExportState export, CancellationToken cancellationToken) =>
        _queue.SendMessageAsync(JsonSerializer.Serialize(new ExportWork(export.Id, export.Run), Json), cancellationToken);

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

    private static TableEntity Row(ExportState export)
    {
        var row = RowVersions.New(Partition, export.Id);
        LongText.Write(row, State, JsonSerializer.Serialize(export, Json));
        return row;
    }

    private static StoredExport Read(TableEntity row) =>
        new(JsonSerializer.Deserialize<ExportState>(LongText.Read(RowVersions.Known(row), State)!, Json)!, row.ETag);
}
