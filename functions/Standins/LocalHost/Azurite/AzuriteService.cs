using ClientBase.LocalHost.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ClientBase.LocalHost.Azurite;

/// <summary>With development storage and nothing listening there, brings up the emulator, and stops what it started.</summary>
internal sealed class AzuriteService(DevelopmentStorage storage, IConfiguration configuration) : IHostedService, IAsyncDisposable
{
    private AzuriteLauncher? started;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await AzuriteLauncher.AnswersAsync(storage.TablePort, cancellationToken))
        {
            return;
        }

        var script = AzuriteLauncher.FindScript() ?? throw new InvalidOperationException(
            $"Nothing listens on 127.0.0.1:{storage.TablePort}, and tests/azurite/start.mjs, which starts the storage emulator, " +
            $"was not found in this folder or above. {AzuriteHelp.Otherwise}");
        var location = configuration["LocalHost:AzuriteLocation"] is { Length: > 0 } set ? set : AzuriteLauncher.DefaultLocation;

        var launcher = new AzuriteLauncher(script, storage.BasePort, Path.GetFullPath(location));

        // Not cut short by a host that is stopped meanwhile: it must know what it has to stop. The script gives up by itself.
        if (await launcher.StartAsync(CancellationToken.None))
        {
            started = launcher;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref started, null) is { } launcher)
        {
            await launcher.StopAsync(cancellationToken);
        }
    }

    // A host that fails to start is disposed without being stopped.
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
