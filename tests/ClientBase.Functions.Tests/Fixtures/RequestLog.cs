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

        _sent.Enqueue((message.Request.Method, Uri.UnescapeDataString(message.Request.Uri.ToUri().AbsolutePath)));
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
