using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClientBase.Cli.Server;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>The function app under a host, as processes of its own, seen only through HTTP and storage.</summary>
public sealed partial class AppProcess : IAsyncDisposable
{
    /// <summary>Set to <c>func</c>, it has Functions Core Tools host the app instead of the local host.</summary>
    public const string HostVariable = "CLIENTBASE_TEST_HOST";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private AppProcess(Process process, int port)
    {
        _process = process;
        Url = new Uri($"http://127.0.0.1:{port}");
        Client = new AppClient(Url);
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
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
    /// <param name="connectionString">Its storage.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="folder">The built app, when it is another one.</param>
    public static AppProcess StartUnchecked(
        string connectionString, IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        var port = FreePorts.Find(1);
        var start = CommandFor(port, folder ?? AppFolder);
        start.Environment["AzureWebJobsStorage"] = connectionString;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["LocalHost__QueueLeaseSeconds"] = "2";
        start.Environment["Forms__RatePerMinute"] = "0";
        start.Environment["Schedule_RecomputeSegments"] = "0 0 0 1 1 *";
        start.Environment["Schedule_DispatchCampaigns"] = "0 0 0 1 1 *";
        start.Environment["Schedule_RunAutomations"] = "0 0 0 1 1 *";
        start.Environment["Schedule_ProposeDuplicates"] = "0 0 0 1 1 *";
        start.Environment["Schedule_WatchQueues"] = "0 0 0 1 1 *";
        start.Environment["Schedule_BackUpBase"] = "0 0 0 1 1 *";
        start.Environment["Schedule_SendDigests"] = "0 0 0 1 1 *";
        start.Environment["Schedule_TurnPotentials"] = "0 0 0 1 1 *";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var app = Start(start, port);
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            if (KeyName().IsMatch(name))
            {
                app.Client.Remember(value);
            }
        }

        return app;
    }

    /// <summary>Starts any command as the host on a port.</summary>
    public static AppProcess Start(ProcessStartInfo start, int port)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var app = new AppProcess(new Process { StartInfo = start }, port);
        app._process.Start();
        app._process.BeginOutputReadLine();
        app._process.BeginErrorReadLine();
        return app;
    }

    public int Id => _process.Id;

    /// <summary>The process of the worker that was started last; null before the first is ready.</summary>
    public int? WorkerId => Workers().LastOrDefault() is { Success: true } worker
        ? int.Parse(worker.Groups[1].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>What it has written so far.</summary>
    public string Log => string.Join('\n', _log);

    public async Task WaitUntilHealthyAsync()
    {
        for (var clock = Stopwatch.StartNew(); !await Client.IsHealthyAsync(); await Task.Delay(50))
        {
            Assert.True(!_process.HasExited && clock.Elapsed < StartDeadline, $"The app did not start:\n{Log}");
        }
    }

    /// <summary>Ends it as a power cut does.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Ends one process only, at once: the host's or the worker's.</summary>
    public static Task KillAsync(int process) => SignalAsync("KILL", process);

    /// <summary>Sends a signal to a process, or with a negative number to a group.</summary>
    public static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Whether a process still runs.</summary>
    public static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Asks it to end, and waits until it has finished what it was doing.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("TERM", _process.Id);
        }

        return await ExitCodeAsync();
    }

    /// <summary>Waits until it ends.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            Assert.Fail($"It did not end within {StopDeadline}:\n{Log}");
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        // Whatever a test was about: nothing of it may stand in the log.
        var told = Client.SaidIn(Log);
        Client.Dispose();
        _process.Dispose();
        Assert.True(told.Count == 0, $"The log holds what people said: {string.Join(", ", told)}");
    }

    [GeneratedRegex("(Key|Secret|Token|Password)$")]
    private static partial Regex KeyName();

    [GeneratedRegex(@"^(?:Worker: |.*Another worker runs: )process (\d+)", RegexOptions.Multiline)]
    private static partial Regex WorkerLine();

    private MatchCollection Workers() => WorkerLine().Matches(Log);

    private static ProcessStartInfo CommandFor(int port, string folder)
    {
        var start = Environment.GetEnvironmentVariable(HostVariable) == "func"
            ? new ProcessStartInfo("func", ["start", "--no-build", "--port", port.ToString(CultureInfo.InvariantCulture)])
            : new ProcessStartInfo("dotnet", [LocalHost, folder]);
        start.WorkingDirectory = folder;
        return start;
    }

    private static string OutputOf(string project)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "functions", project, "bin", output.Parent!.Name, output.Name);
    }
}
