using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Functions.Storage.Commits;

/// <summary>Writes the body of a batch once, into one buffer.</summary>
/// <remarks>
/// To learn its length the client would write the head of each of a hundred parts, and then everything again, piece by piece into the
/// socket.
/// </remarks>
public sealed class BatchBodies : HttpPipelineSynchronousPolicy
{
    private const int Taken = 202;
    private const int MostKept = 1024 * 1024; // A larger buffer is rare and not worth its memory.

    private static readonly ConcurrentBag<MemoryStream> Free = [];

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request is { Content: { } content } request && request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
        {
            var body = Free.TryTake(out var free) ? free : new MemoryStream();
            content.WriteTo(body, message.CancellationToken);
            request.Content = RequestContent.Create(body.GetBuffer().AsMemory(0, (int)body.Length));
            message.SetProperty(nameof(BatchBodies), body);
        }
    }

    /// <inheritdoc/>
    public override void OnReceivedResponse(HttpMessage message)
    {
        // Another answer may come before all of the body was read.
        if (message.Response.Status == Taken
            && message.TryGetProperty(nameof(BatchBodies), out var kept) && kept is MemoryStream { Capacity: <= MostKept } body)
        {
            body.SetLength(0);
            Free.Add(body);
        }
    }
}
