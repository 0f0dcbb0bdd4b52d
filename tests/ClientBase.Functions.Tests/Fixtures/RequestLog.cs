using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Counts the requests that reach storage.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<(RequestMethod Method, string Path)> _sent = new();

    private int _writesLeft = int.MaxValue;

    /// <summary>Done before each request of whoever sets it, and of nobody else's.</summary>
    public AsyncLocal<Action?> Before { get; } = new();

    /// <summary>
    /// Breaks off requests that it holds for, as storage does that is in trouble; null: none. It sees the address, and a batch's body.
    /// </summary>
    public Func<string, bool>? BreakAt { get; set; }

    /// <summary>Lets so many writes through and then breaks off, as a crash does; null: lets all through.</summary>
    public void CutAfter(int? writes) => _writesLeft = writes ?? int.MaxValue;

    /// <summary>Lets all through until it is told again; how many writes were left.</summary>
    public int Pause() => Interlocked.Exchange(ref _writesLeft, int.MaxValue);

    public override void OnSendingRequest(HttpMessage message)
    {
        Before.Value?.Invoke();
        if (message.Request.Method != RequestMethod.Get && Interlocked.Decrement(ref _writesLeft) < 0)
        {
            throw new CutException();
        }

        if (BreakAt is { } isBroken && isBroken(TextOf(message.Request)))
        {
            throw new CutException();
        }

        _sent.Enqueue((message.Request.Method, Uri.UnescapeDataString(message.Request.Uri.ToUri().AbsolutePath)));
    }

    private static string TextOf(Request request)
    {
        var path = Uri.UnescapeDataString(request.Uri.ToUri().AbsolutePath);
        if (request.Content is not { } content || !path.EndsWith("$batch", StringComparison.Ordinal))
        {
            return path;
        }

        using var body = new MemoryStream();
        content.WriteTo(body, default);
        return path + System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    public void Clear() => _sent.Clear();

    /// <summary>All of them.</summary>
    public int Count => _sent.Count;

    /// <summary>Pages of queries over contacts.</summary>
    public int Scans => _sent.Count(request => request.Path.EndsWith(Tables.Contacts + "()", StringComparison.Ordinal));

    /// <summary>Batches, that is: changes of contacts and memberships.</summary>
    public int Batches => _sent.Count(request => request.Path.EndsWith("$batch", StringComparison.Ordinal));

    /// <summary>Changes of the rows that hold the counts.</summary>
    public int CountWrites =>
        _sent.Count(request => request.Method != RequestMethod.Get && request.Path.Contains("counts", StringComparison.Ordinal));
}

/// <summary>The process would have ended here.</summary>
internal sealed class CutException : Exception;
