using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ClientBase.LocalHost.Configuration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Timers;

/// <summary>What timers keep in storage: their last and next run, and the lock that lets one host run at a time.</summary>
internal sealed class TimerStorage(StorageConnections connections, LocalHostOptions options, TimeProvider clock)
{
    private static readonly TimeSpan LockLease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LockRetry = TimeSpan.FromSeconds(1);

    private readonly Lazy<BlobContainerClient> container = new(() => connections.Blobs().GetBlobContainerClient("azure-webjobs-hosts"));

    public async Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Status(function).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            // What cannot be read is written anew, as if the function had never run.
            return null;
        }
    }

    public Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellationToken) =>
        InContainerAsync(() => Status(function).UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken));

    /// <summary>Waits until no other host runs the function.</summary>
    public async Task<RunLock> LockAsync(string function, ILogger logger, CancellationToken cancellationToken)
    {
        var blob = container.Value.GetBlobClient($"locks/{options.HostId}/{function}.Run");
        var lease = blob.GetBlobLeaseClient();
        while (true)
        {
            try
            {
                await lease.AcquireAsync(LockLease, cancellationToken: cancellationToken);
                return new RunLock(lease, LockLease / 3, logger, function);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await CreateAsync(blob, cancellationToken);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                await Task.Delay(LockRetry, clock, cancellationToken);
            }
        }
    }

    private BlobClient Status(string function) => container.Value.GetBlobClient($"timers/{options.HostId}/{function}/status");

    private async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await InContainerAsync(() => blob.UploadAsync(
                BinaryData.FromString(""),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken));
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another host has created it.
        }
    }

    private async Task InContainerAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.Value.CreateIfNotExistsAsync();
            await write();
        }
    }
}
