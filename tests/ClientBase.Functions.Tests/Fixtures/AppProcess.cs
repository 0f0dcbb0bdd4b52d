using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The function app as a process of its own, seen only through HTTP and storage.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45);

    private readonly Process _process;
    private readonly string _log;

    private AppProcess(Process process, Uri url, string log)
    {
        _process = process;
        _log = log;
        Url = url;
        Client = new AppClient(url);
    }

    public Uri Url { get; }

    public AppClient Client { get; }

    /// <summary>Starts an app on the storage, with timers that do not fire by themselves.</summary>
    public static async Task<AppProcess> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null)
    {
        var port = FreePort();
        var log = Path.GetTempFileName();
        var start = CommandFor(port);
        start.Environment["AzureWebJobsStorage"] = connectionString;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["LocalHost__QueueLeaseSeconds"] = "2";
        start.Environment["Forms__RatePerMinute"] = "0";
        start.Environment["Schedule__RecomputeSegments"] = "0 0 0 1 1 *";
        start.Environment["Schedule__DispatchCampaigns"] = "0 0 0 1 1 *";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var writer = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => writer.WriteLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var app = new AppProcess(process, new Uri($"http://127.0.0.1:{port}"), log);
        await app.WaitUntilHealthyAsync();
        return app;
    }

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to end, and waits until it has finished what it was doing.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var deadline = new CancellationTokenSource(StopDeadline);
            await _process.WaitForExitAsync(deadline.Token);
        }

        return _process.ExitCode;
    }

    /// <summary>What it has written so far.</summary>
    public string Log => File.ReadAllText(_log);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        Client.Dispose();
        _process.Dispose();
    }

    // With the official packages the app is a worker, which Functions Core Tools host.
    private static ProcessStartInfo CommandFor(int port)
    {
        var folder = AppFolder();
        var start = File.Exists(Path.Combine(folder, "ClientBase.LocalHost.dll"))
            ? new ProcessStartInfo("dotnet") { ArgumentList = { Path.Combine(folder, "ClientBase.Functions.dll") } }
            : new ProcessStartInfo("func") { ArgumentList = { "start", "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture) } };
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    // Built beside this project in the same configuration: tests/X/bin/{configuration}/{framework}.
    private static string AppFolder()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "functions", "ClientBase.Functions", "bin", output.Parent!.Name, output.Name);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilHealthyAsync()
    {
        for (var clock = Stopwatch.StartNew(); !await Client.IsHealthyAsync(); await Task.Delay(50))
        {
            Assert.True(!_process.HasExited && clock.Elapsed < StartDeadline, $"The app did not start:\n{Log}");
        }
    }
}
