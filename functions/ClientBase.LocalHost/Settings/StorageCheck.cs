using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ClientBase.LocalHost.Settings;

/// <summary>
/// Asks the storage for an answer before anything is started: the SDK and the app try for half a minute, and tell of it at length.
/// </summary>
internal static class StorageCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="StartException">The connection string cannot be read, or nothing answers.</exception>
    public static async Task RunAsync(HostSettings settings)
    {
        // An account by name, for a managed identity, is left to the SDK.
        if (settings.Configuration[DevelopmentStorage.Setting] is not { Length: > 0 } connection)
        {
            return;
        }

        try
        {
            var queues = new QueueServiceClient(connection, Once(new QueueClientOptions()));
            var blobs = new BlobServiceClient(connection, Once(new BlobClientOptions()));
            await Task.WhenAll(queues.GetPropertiesAsync(), blobs.GetPropertiesAsync());
        }
        catch (FormatException unreadable)
        {
            throw new StartException(
                $"{DevelopmentStorage.Setting} is not a connection string: {unreadable.Message} "
                + "Copy the account's own, or set UseDevelopmentStorage=true for the emulator.",
                unreadable);
        }
        catch (Exception silent) when (silent is RequestFailedException { Status: 0 } or OperationCanceledException)
        {
            throw new StartException(
                $"The storage that {DevelopmentStorage.Setting} names does not answer: {silent.Message}. "
                + "Start it, or set UseDevelopmentStorage=true for the emulator.",
                silent);
        }
        catch (RequestFailedException)
        {
            // It answers; whether the key may do what the app does is found out when it does it.
        }
    }

    private static T Once<T>(T options)
        where T : Azure.Core.ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = Patience;
        return options;
    }
}
