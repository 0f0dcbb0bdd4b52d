using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The function app under a host, as processes of its own, seen only through HTTP and storage.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    /// <summary>Set to <c>func</c>, it has Functions Core Tools host the app instead of the local host.</summary>
    public const string HostVariable = "CLIENTBASE_TEST_HOST";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
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

    /// <summary>The folder of the built app, in the same configuration as this project: tests/X/bin/{configuration}/{framework}.</summary>
    public static string AppFolder => OutputOf("ClientBase.Functions");

    /// <summary>The local host's assembly.</summary>
    public static string LocalHost => Path.Combine(OutputOf("ClientBase.LocalHost"), "ClientBase.LocalHost.dll");

    /// <summary>Starts an app on the storage, with timers that do not fire by themselves.</summary>
    public static async Task<AppProcess> StartAsync(string connectionString, IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = StartUnchecked(connectionString, settings);
        await app.WaitUntilHealthyAsync();
        return app;
    }

    /// <summary>The same without waiting for it to answer.</summary>
    public static AppProcess StartUnchecked(string connectionString, IReadOnlyDictionary<string, string>? settings = null)
    {
        var port = FreePorts.Find(1);
        var log = Path.GetTempFileName();
        var start = CommandFor(port);
        start.Environment["AzureWebJobsStorage"] = connectionString;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["LocalHost__QueueLeaseSeconds"] = "2";
        start.Environment["Forms__RatePerMinute"] = "0";
        start.Environment["Schedule_RecomputeSegments"] = "0 0 0 1 1 *";
        start.Environment["Schedule_DispatchCampaigns"] = "0 0 0 1 1 *";
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
        return new AppProcess(process, new Uri($"http://127.0.0.1:{port}"), log);
    }

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
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

    private static ProcessStartInfo CommandFor(int port)
    {
        var start = Environment.GetEnvironmentVariable(HostVariable) == "func"
            ? new ProcessStartInfo("func", ["start", "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture)])
            : new ProcessStartInfo("dotnet", [LocalHost, AppFolder]);
        start.WorkingDirectory = AppFolder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        return start;
    }

    private static string OutputOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "functions", project, "bin", output.Parent!.Name, output.Name);
    }

    private async Task WaitUntilHealthyAsync()
    {
        for (var clock = Stopwatch.StartNew(); !await Client.IsHealthyAsync(); await Task.Delay(50))
        {
            Assert.True(!_process.HasExited && clock.Elapsed < StartDeadline, $"The app did not start:\n{Log}");
        }
    }
}
