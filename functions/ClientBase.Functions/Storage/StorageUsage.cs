using Azure.Core;
using Azure.Core.Pipeline;

namespace ClientBase.Functions.Storage;

/// <summary>Requests the app has sent to its storage: each is a transaction that is paid for, repeats too.</summary>
/// <param name="Queue">To the queues.</param>
/// <param name="Table">To the tables; a batch is one.</param>
/// <param name="Blob">To the blobs.</param>
public sealed record StorageTransactions(long Queue, long Table, long Blob)
{
    public static StorageTransactions operator +(StorageTransactions a, StorageTransactions b) =>
        new(a.Queue + b.Queue, a.Table + b.Table, a.Blob + b.Blob);

    public static StorageTransactions operator -(StorageTransactions a, StorageTransactions b) =>
        new(a.Queue - b.Queue, a.Table - b.Table, a.Blob - b.Blob);
}

/// <summary>Counts what this process sends to its storage.</summary>
public sealed class StorageUsage
{
    private long _queue;
    private long _table;
    private long _blob;

    public StorageUsage()
    {
        Queues = new Counter(() => Interlocked.Increment(ref _queue));
        Tables = new Counter(() => Interlocked.Increment(ref _table));
        Blobs = new Counter(() => Interlocked.Increment(ref _blob));
    }

    /// <summary>To put into the clients of queues.</summary>
    public HttpPipelinePolicy Queues { get; }

    /// <summary>To put into the clients of tables.</summary>
    public HttpPipelinePolicy Tables { get; }

    /// <summary>To put into the clients of blobs.</summary>
    public HttpPipelinePolicy Blobs { get; }

    /// <summary>Since the process began.</summary>
    public StorageTransactions Total => new(Interlocked.Read(ref _queue), Interlocked.Read(ref _table), Interlocked.Read(ref _blob));

    private sealed class Counter(Action count) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => count();
    }
}
