using ClientBase.LocalHost.Settings;

namespace ClientBase.LocalHost.Azurite;

/// <summary>The storage emulator while the host runs: started when development storage is asked for and nothing listens there.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private readonly AzuriteLauncher? _started;

    private Emulator(AzuriteLauncher? started) => _started = started;

    /// <exception cref="StartException">It cannot be started; the message says what to do instead.</exception>
    public static async Task<Emulator> StartAsync(HostSettings settings)
    {
        if (settings.Storage is not { } storage || await AzuriteLauncher.AnswersAsync(storage.TablePort))
        {
            return new Emulator(null);
        }

        var script = AzuriteLauncher.FindScript() ?? throw new StartException(
            $"Nothing listens on 127.0.0.1:{storage.TablePort}, and tests/azurite/start.mjs, which starts the storage emulator, " +
            $"was not found in this folder or above. {AzuriteLauncher.Otherwise}");
        var launcher = new AzuriteLauncher(script, storage.BasePort, LocationOf(settings, script));
        return new Emulator(await launcher.StartAsync() ? launcher : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_started is not null)
        {
            await _started.StopAsync();
        }
    }

    private static string LocationOf(HostSettings settings, string script) =>
        settings.Configuration["LocalHost:AzuriteLocation"] is { Length: > 0 } location
            ? Path.GetFullPath(location)
            : Path.Combine(Path.GetFullPath("../..", Path.GetDirectoryName(script)!), ".azurite"); // At the top of the repository.
}
