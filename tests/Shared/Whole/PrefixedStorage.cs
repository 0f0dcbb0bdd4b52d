using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ClientBase.Tests.Whole;

/// <summary>Tables whose names begin with a prefix.</summary>
internal sealed class PrefixedTables(string connectionString, TableClientOptions options, string prefix)
    : TableServiceClient(connectionString, options)
{
    public override TableClient GetTableClient(string tableName) => base.GetTableClient(prefix + tableName);
}

/// <summary>Queues whose names begin with a prefix.</summary>
internal sealed class PrefixedQueues(string connectionString, QueueClientOptions options, string prefix)
    : QueueServiceClient(connectionString, options)
{
    public override QueueClient GetQueueClient(string queueName) => base.GetQueueClient($"{prefix}-{queueName}");
}

/// <summary>Containers whose names begin with a prefix.</summary>
internal sealed class PrefixedBlobs(string connectionString, BlobClientOptions options, string prefix)
    : BlobServiceClient(connectionString, options)
{
    public override BlobContainerClient GetBlobContainerClient(string blobContainerName) =>
        base.GetBlobContainerClient($"{prefix}-{blobContainerName}");
}
