using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>Counts the requests a storage client sends.</summary>
internal sealed class TransactionCounter : HttpPipelineSynchronousPolicy
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Reset() => Volatile.Write(ref _count, 0);

    public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _count);
}
