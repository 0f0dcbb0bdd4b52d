using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Storage;
using Newtonsoft.Json;

namespace ClientBase.LocalHost.Jobs;

/// <summary>
/// When timers last ran, where the Functions host keeps it: azure-webjobs-hosts/timers/{host}/{timer}/status. The SDK's own monitor, of
/// the version that can be had, is bound to a storage client that is no longer made.
/// </summary>
internal sealed class BlobScheduleMonitor(IAzureBlobStorageProvider storage, IHostIdProvider host) : ScheduleMonitor
{
    public override async Task<ScheduleStatus?> GetStatusAsync(string timerName)
    {
        try
        {
            var blob = await BlobAsync(timerName);
            return JsonConvert.DeserializeObject<ScheduleStatus>((await blob.DownloadContentAsync()).Value.Content.ToString());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    public override async Task UpdateStatusAsync(string timerName, ScheduleStatus status)
    {
        var blob = await BlobAsync(timerName);
        await blob.UploadAsync(BinaryData.FromString(JsonConvert.SerializeObject(status)), overwrite: true);
    }

    private async Task<BlobClient> BlobAsync(string timer)
    {
        if (!storage.TryCreateHostingBlobContainerClient(out var container))
        {
            throw new InvalidOperationException("Timers need the storage account AzureWebJobsStorage.");
        }

        return container.GetBlobClient($"timers/{await host.GetHostIdAsync(CancellationToken.None)}/{timer}/status");
    }
}
