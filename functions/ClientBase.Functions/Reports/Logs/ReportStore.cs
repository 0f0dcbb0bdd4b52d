using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>A kept log and the version of its blob; null for one that is not there yet.</summary>
internal sealed record StoredLog<T>(IReadOnlyList<T> Items, ETag? ETag);

/// <summary>The logs that reports are made from: packed lines of JSON, a blob each.</summary>
/// <remarks><c>orders/{month}</c>, <c>people/{shard}</c>, <c>work</c> (tasks and deals), <c>costs</c> (as imported).</remarks>
public sealed class ReportStore(BlobServiceClient service)
{
    private const string Orders = "orders/";
    private const string Work = "work";
    private const string Costs = "costs";
    private static readonly StreamPipeReaderOptions Buffered = new(bufferSize: 64 * 1024);

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(Containers.Reports);

    /// <summary>The months there are orders of, the earliest first.</summary>
    public async Task<IReadOnlyList<string>> MonthsAsync(CancellationToken cancellationToken)
    {
        var months = new List<string>();
        var options = new GetBlobsOptions { Prefix = Orders };
        await foreach (var blob in _container.GetBlobsAsync(options, cancellationToken))
        {
            months.Add(blob.Name[Orders.Length..]);
        }

        return [.. months.Order(StringComparer.Ordinal)];
    }

    /// <summary>The orders of a month one by one, as they were placed: of the month a few lie in memory.</summary>
    internal IAsyncEnumerable<KeptOrder> EachOrderAsync(string month, CancellationToken cancellationToken) =>
        EachAsync(Orders + month, DocumentJson.Compact.KeptOrder, cancellationToken);

    internal Task ChangeOrdersAsync(string month, OrderEdits edits, CancellationToken cancellationToken) =>
        ChangeAsync(Orders + month, edits, DocumentJson.Compact.KeptOrder, cancellationToken);

    internal Task SaveOrdersAsync(string month, IEnumerable<KeptOrder> orders, ETag? known, CancellationToken cancellationToken) =>
        SaveAsync(Orders + month, orders, DocumentJson.Compact.KeptOrder, known, cancellationToken);

    internal Task ChangePeopleAsync(string shard, PeopleEdits edits, CancellationToken cancellationToken) =>
        ChangeAsync($"people/{shard}", edits, DocumentJson.Compact.KeptPerson, cancellationToken);

    internal Task SavePeopleAsync(string shard, IEnumerable<KeptPerson> people, ETag? known, CancellationToken cancellationToken) =>
        SaveAsync($"people/{shard}", people, DocumentJson.Compact.KeptPerson, known, cancellationToken);

    internal Task<StoredLog<KeptItem>> WorkAsync(CancellationToken cancellationToken) =>
        ReadAsync(Work, DocumentJson.Compact.KeptItem, cancellationToken);

    internal Task ChangeWorkAsync(WorkEdits edits, CancellationToken cancellationToken) =>
        ChangeAsync(Work, edits, DocumentJson.Compact.KeptItem, cancellationToken);

    internal Task<StoredLog<KeptCost>> CostsAsync(CancellationToken cancellationToken) =>
        ReadAsync(Costs, DocumentJson.Compact.KeptCost, cancellationToken);

    /// <summary>The version of the costs; null before the first.</summary>
    internal async Task<string?> CostsVersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            var properties = await _container.GetBlobClient(Costs).GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.ETag.ToString("H");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Saves the costs; false when somebody else did meanwhile.</summary>
    internal async Task<bool> TrySaveCostsAsync(IEnumerable<KeptCost> costs, ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            await SaveAsync(Costs, costs, DocumentJson.Compact.KeptCost, known, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Notes that the state of a month is mailed; false when it was before.</summary>
    public async Task<bool> NoteMailedAsync(string month, CancellationToken cancellationToken)
    {
        var (note, writer) = (_container.GetBlobClient($"mailed/{month}"), Guid.NewGuid().ToString("n"));
        try
        {
            await note.UploadAsync(
                BinaryData.FromString(writer),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            // When the reply to an upload is lost, its repeat meets what it has written itself.
            return (await note.DownloadContentAsync(cancellationToken)).Value.Content.ToString() == writer;
        }
    }

    /// <summary>Takes that back: it certainly did not leave.</summary>
    public Task ForgetMailedAsync(string month, CancellationToken cancellationToken) =>
        _container.DeleteBlobIfExistsAsync($"mailed/{month}", cancellationToken: cancellationToken);

    /// <summary>All people one by one, shard by shard.</summary>
    internal async IAsyncEnumerable<KeptPerson> EachPersonAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var shard in ContactId.Shards)
        {
            await foreach (var one in EachPersonAsync(shard, cancellationToken))
            {
                yield return one;
            }
        }
    }

    /// <summary>The people of a shard one by one, in the order of their ids.</summary>
    internal IAsyncEnumerable<KeptPerson> EachPersonAsync(string shard, CancellationToken cancellationToken) =>
        EachAsync($"people/{shard}", DocumentJson.Compact.KeptPerson, cancellationToken);

    private async IAsyncEnumerable<T> EachAsync<T>(
        string name, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var log = await OpenAsync(name, cancellationToken);
        await foreach (var one in LinesAsync(log?.Content, type, cancellationToken))
        {
            yield return one;
        }
    }

    private static async IAsyncEnumerable<T> LinesAsync<T>(
        Stream? packed, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (packed is null)
        {
            yield break;
        }

        var lines = PipeReader.Create(new GZipStream(packed, CompressionMode.Decompress), Buffered);
        for (var isMore = true; isMore;)
        {
            var read = await lines.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return Parse(rest.Slice(0, end), type);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            lines.AdvanceTo(rest.Start, rest.End);
            isMore = !read.IsCompleted;
        }

        await lines.CompleteAsync();
    }

    private static T Parse<T>(ReadOnlySequence<byte> line, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize(ref reader, type)!;
    }

    private async Task<StoredLog<T>> ReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (await DownloadAsync(name, cancellationToken) is not { } blob)
        {
            return new StoredLog<T>([], null);
        }

        var items = new List<T>();
        using var unpacked = new GZipStream(blob.Content.ToStream(), CompressionMode.Decompress);
        using var lines = new StreamReader(unpacked);
        while (lines.ReadLine() is { } line)
        {
            items.Add(JsonSerializer.Deserialize(line, type)!);
        }

        return new StoredLog<T>(items, blob.Details.ETag);
    }

    // Goes through a log and puts what the edits make of it in its place: a line lies in memory, and the next log packed.
    private async Task ChangeAsync<T>(string name, ILogEdits<T> edits, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var log = await OpenAsync(name, cancellationToken);
        using var next = new MemoryStream();
        await using (var lines = Packing(next))
        {
            await foreach (var item in edits.ApplyAsync(LinesAsync(log?.Content, type, cancellationToken)))
            {
                WriteLine(lines, item, type);
            }
        }

        if (edits.IsChanged)
        {
            await UploadAsync(name, next, log?.Details.ETag, cancellationToken);
        }
    }

    private async Task SaveAsync<T>(
        string name, IEnumerable<T> items, JsonTypeInfo<T> type, ETag? known, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        await using (var lines = Packing(packed))
        {
            foreach (var item in items)
            {
                WriteLine(lines, item, type);
            }
        }

        await UploadAsync(name, packed, known, cancellationToken);
    }

    private static GZipStream Packing(MemoryStream packed) => new(packed, CompressionLevel.Fastest, leaveOpen: true);

    private static void WriteLine<T>(GZipStream lines, T item, JsonTypeInfo<T> type)
    {
        lines.Write(JsonSerializer.SerializeToUtf8Bytes(item, type));
        lines.WriteByte((byte)'\n');
    }

    /// <remarks>Only over the version that was read: another instance that has taken the run over must not be overwritten.</remarks>
    private async Task UploadAsync(string name, MemoryStream packed, ETag? known, CancellationToken cancellationToken)
    {
        packed.Position = 0;
        var conditions = known is { } etag ? new BlobRequestConditions { IfMatch = etag } : new() { IfNoneMatch = ETag.All };
        await _container.GetBlobClient(name).UploadAsync(packed, new BlobUploadOptions { Conditions = conditions }, cancellationToken);
    }

    // Not the whole blob at once: a month of a large shop is tens of megabytes.
    private async Task<BlobDownloadStreamingResult?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task<BlobDownloadResult?> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
