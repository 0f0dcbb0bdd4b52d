using Azure;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Timers;

/// <summary>The lease of the host that runs a timer function now. When the host dies it ends by itself and another takes over.</summary>
internal sealed class RunLock : IAsyncDisposable
{
    private readonly BlobLeaseClient lease;
    private readonly CancellationTokenSource done = new();
    private readonly Task renewal;

    public RunLock(BlobLeaseClient lease, TimeSpan interval, ILogger logger, string function)
    {
        this.lease = lease;
        renewal = RenewAsync(interval, logger, function);
    }

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await renewal;
        done.Dispose();
        try
        {
            await lease.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // It ends by itself.
        }
    }

    // By the machine's clock: the lease is the storage service's, which knows no other.
    private async Task RenewAsync(TimeSpan interval, ILogger logger, string function)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, done.Token);
                await lease.RenewAsync(cancellationToken: CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            logger.LockLost(function, e.Message);
        }
    }
}
