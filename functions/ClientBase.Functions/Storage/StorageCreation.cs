using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Hosting;

namespace ClientBase.Functions.Storage;

/// <summary>Creates the queues, tables and containers an emulator does not have yet. In the cloud Bicep has made them.</summary>
internal sealed class StorageCreation(TableServiceClient tables, QueueServiceClient queues, BlobServiceClient blobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. Tables.All.Select(table => tables.CreateTableIfNotExistsAsync(table, cancellationToken)),
        .. Queues.All.SelectMany(queue => new[] { queue, Queues.PoisonOf(queue) })
            .Select(queue => queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. Containers.All.Select(
            container => blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
    ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
