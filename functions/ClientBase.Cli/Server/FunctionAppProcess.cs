using System.Diagnostics;
using System.Runtime.InteropServices;
using ClientBase.Cli.Api;
using Refit;

namespace ClientBase.Cli.Server;

/// <summary>The function app under its local host, as a child process.</summary>
internal sealed class FunctionAppProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private const int LogTail = 8; // Lines.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3); // The first start installs the storage emulator.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StorageEmulator _storage;
    private readonly Task _logging;

    private FunctionAppProcess(Process process, StorageEmulator storage, Uri url, string logPath)
    {
        (_process, _storage, Url, LogPath) = (process, storage, url, logPath);
        _logging = LogAsync(process, logPath);
    }

    /// <summary>Where it answers.</summary>
    public Uri Url { get; }

    /// <summary>Where its output goes.</summary>
    public string LogPath { get; }

    /// <summary>Starts it in a folder, which receives its data and its log.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="settings">Settings beside those that make it stand alone, by the name of their environment variable.</param>
    /// <param name="runsTimers">Whether its timers run as they do in the cloud; otherwise by hand alone.</param>
    public static FunctionAppProcess Start(string folder, IReadOnlyDictionary<string, string> settings, bool runsTimers)
    {
        var firstPort = FreePorts.Find(4); // Three for the storage emulator and one for the app.
        var storage = new StorageEmulator(firstPort, Path.Combine(folder, "azurite"));
        var port = firstPort + 3;
        var location = ServerLocation.Find();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { location.LocalHost, location.AppFolder },
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(ServerSettings.IsWithheld).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in ServerSettings.For(port, storage, runsTimers).Concat(settings))
        {
            start.Environment[name] = value;
        }

        // The settings file found first is the only one read: this one hides the developer's own.
        File.WriteAllText(Path.Combine(folder, "local.settings.json"), """{ "IsEncrypted": false, "Values": {} }""");
        return new FunctionAppProcess(
            Process.Start(start)!, storage, new Uri($"http://127.0.0.1:{port}"), Path.Combine(folder, "server.log"));
    }

    /// <summary>Waits until it answers that it is healthy.</summary>
    /// <exception cref="InvalidOperationException">It ended instead, or took too long.</exception>
    public async Task WaitUntilHealthyAsync(IClientBaseApi api, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < StartTimeout;)
        {
            if (_process.HasExited)
            {
                await _logging;
                throw new InvalidOperationException($"The server ended while starting: {ReadLogTail()}");
            }

            if (await IsHealthyAsync(api, cancellationToken))
            {
                return;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }

        throw new InvalidOperationException($"The server did not become healthy within {StartTimeout.TotalSeconds:0} s: {ReadLogTail()}");
    }

    /// <summary>Waits until it ends by itself.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Ends it as the cloud does, so that it finishes what it works on and stops its storage emulator.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (OperatingSystem.IsWindows())
            {
                _process.Kill(entireProcessTree: true); // Windows has no SIGTERM; nothing acknowledged is lost by this.
            }
            else
            {
                _ = Signal(_process.Id, SigTerm);
            }
        }

        using var patience = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _logging;
        _process.Dispose();
        await _storage.StopIfLeftAsync();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int processId, int signal);

    private static async Task<bool> IsHealthyAsync(IClientBaseApi api, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.HealthAsync(cancellationToken)).Status == "Healthy";
        }
        catch (Exception notYet) when (notYet is HttpRequestException or ApiExceptionBase)
        {
            return false;
        }
    }

    private static async Task LogAsync(Process process, string path)
    {
        await using var log = TextWriter.Synchronized(new StreamWriter(path) { AutoFlush = true });
        await Task.WhenAll(CopyAsync(process.StandardOutput, log), CopyAsync(process.StandardError, log));
    }

    private static async Task CopyAsync(StreamReader output, TextWriter log)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            await log.WriteLineAsync(line);
        }
    }

    private string ReadLogTail()
    {
        using var log = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join(Environment.NewLine, log.ReadToEnd().TrimEnd().Split('\n').TakeLast(LogTail));
    }
}
