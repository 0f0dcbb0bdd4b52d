using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Benchmarks.Base;

/// <summary>Counts what a storage client sends, repeats included, by what it is for.</summary>
internal sealed class RequestCount : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private long _blobBytes;

    /// <summary>How many there were since the last <see cref="Reset"/>.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Of what kind.</summary>
    public SortedDictionary<string, int> Counts => new(_counts, StringComparer.Ordinal);

    /// <summary>Whether batches are told by their first row: that costs one more serialization, of the process's time.</summary>
    public bool TellsBatches { get; set; } = true;

    /// <summary>Bytes read from blobs.</summary>
    public long BlobBytes => Volatile.Read(ref _blobBytes);

    public void Reset()
    {
        _counts.Clear();
        Volatile.Write(ref _blobBytes, 0);
    }

    public override void OnSendingRequest(HttpMessage message) => _counts.AddOrUpdate(KindOf(message.Request), 1, (_, count) => count + 1);

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (IsBlob(message.Request.Uri.Path) && message.Request.Method == RequestMethod.Get && message.Response.Status < 300)
        {
            Interlocked.Add(ref _blobBytes, message.Response.Headers.ContentLengthLong ?? 0);
        }
    }

    private string KindOf(Request request)
    {
        var (path, method) = (Uri.UnescapeDataString(request.Uri.Path), request.Method.ToString());
        if (IsBlob(path))
        {
            return $"{method.ToLowerInvariant()} snapshot {BlobOf(path)}";
        }

        if (path.Contains("/reports/", StringComparison.Ordinal))
        {
            return $"{method.ToLowerInvariant()} log of {path.Split("/reports/")[1].Split('/')[0]}";
        }

        if (path.Contains("Duplicates", StringComparison.Ordinal))
        {
            var query = Uri.UnescapeDataString(request.Uri.Query);
            var range = query.Contains("'pairs'", StringComparison.Ordinal) ? "range of pairs" : "range of a block";
            return query.Contains("RowKey g", StringComparison.Ordinal) ? range : "get of duplicates";
        }

        if (path.EndsWith("$batch", StringComparison.Ordinal))
        {
            return TellsBatches ? $"batch of {LetterOf(request)}" : "batch";
        }

        if (path.EndsWith("()", StringComparison.Ordinal))
        {
            return $"range of {After(Uri.UnescapeDataString(request.Uri.Query), "RowKey g")}";
        }

        return path.Contains("Segments", StringComparison.Ordinal)
            ? $"{method.ToLowerInvariant()} {(path.Contains("counts", StringComparison.Ordinal) ? "counts" : "run")}"
            : $"{method.ToLowerInvariant()} {After(path, "RowKey=")}";
    }

    // The letter of the row kind behind 'x|, which follows a text.
    private static string After(string text, string before)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal);
        var quote = from < 0 ? -1 : text.IndexOf('\'', from);
        return quote < 0 || quote + 1 >= text.Length ? "?" : $"{text[quote + 1]}|";
    }

    // A batch is told by its first row: filing's by the inbox, recompute's by the scores, and what only deletes dirty rows by these.
    private static string LetterOf(Request request)
    {
        var text = System.Text.Encoding.ASCII.GetString(BeginningOf(request.Content!));
        if (text.Contains("/Duplicates", StringComparison.Ordinal))
        {
            return "duplicates";
        }

        var inBody = text.IndexOf("\"RowKey\":\"", StringComparison.Ordinal);
        var inAddress = text.IndexOf("RowKey='", StringComparison.Ordinal);
        var at = inBody < 0 || (inAddress >= 0 && inAddress < inBody) ? inAddress + "RowKey='".Length : inBody + "\"RowKey\":\"".Length;
        return $"{text[at]}|";
    }

    private static ReadOnlySpan<byte> BeginningOf(RequestContent content)
    {
        using var body = new MemoryStream();
        content.WriteTo(body, default);
        return body.GetBuffer().AsSpan(0, (int)Math.Min(body.Length, 16 * 1024));
    }

    // shard/facts, shard/keys/run, shard/details/run; what a run is about to put in place: shard/run/facts.
    private static string BlobOf(string path) =>
        new[] { "keys", "details", "facts", "orders" }.FirstOrDefault(kind => path.Contains($"/{kind}", StringComparison.Ordinal)) ?? "?";

    private static bool IsBlob(string path) => path.Contains("snapshots/", StringComparison.Ordinal);
}
