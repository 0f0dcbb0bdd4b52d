using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Counts the requests that reach storage.</summary>
internal sealed class RequestLog : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<(RequestMethod Method, string Path)> _sent = new();

    public override void OnSendingRequest(HttpMessage message) =>
        _sent.Enqueue((message.Request.Method, Uri.UnescapeDataString(message.Request.Uri.ToUri().AbsolutePath)));

    public void Clear() => _sent.Clear();

    /// <summary>Pages of queries over contacts.</summary>
    public int Scans => _sent.Count(request => request.Path.EndsWith(Tables.Contacts + "()", StringComparison.Ordinal));

    /// <summary>Batches, that is: changes of contacts and memberships.</summary>
    public int Batches => _sent.Count(request => request.Path.EndsWith("$batch", StringComparison.Ordinal));

    /// <summary>Changes of the rows that hold the counts.</summary>
    public int CountWrites =>
        _sent.Count(request => request.Method != RequestMethod.Get && request.Path.Contains("counts", StringComparison.Ordinal));
}
