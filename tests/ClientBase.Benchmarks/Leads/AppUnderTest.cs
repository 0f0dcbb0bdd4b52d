using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Cli.Server;

namespace ClientBase.Benchmarks.Leads;

/// <summary>A started app of which nothing is known but its command, port and storage, so that a benchmark measures any.</summary>
/// <remarks>
/// The command is the environment variable BENCH_APP, else the local host and the app built beside this project. It must start the app's
/// process itself: what a build tool or shell in between uses would be counted.
/// </remarks>
internal sealed partial class AppUnderTest : IAsyncDisposable
{
    private const int LogTail = 12; // Lines.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(45);

    private static readonly string[] Timers =
        ["RecomputeSegments", "RunAutomations", "DispatchCampaigns", "ReconcileShops", "ApplyRetention", "SendDigests", "TurnPotentials",
         "ProposeDuplicates", "WatchQueues", "BackUpBase"];

    private readonly string _folder = Directory.CreateTempSubdirectory("clientbase-benchmark-").FullName;
    private readonly Process _process;
    private readonly Task _logging;

    private AppUnderTest(string command, string connectionString, IReadOnlyDictionary<string, string>? settings)
    {
        var port = FreePorts.Find(1);

        // The settings file found first is the only one read: this one hides the developer's own.
        File.WriteAllText(Path.Combine(_folder, "local.settings.json"), """{ "IsEncrypted": false, "Values": {} }""");
        SinceStart = Stopwatch.StartNew();
        _process = Process.Start(StartOf(command, connectionString, port, _folder, settings ?? new Dictionary<string, string>()))!;
        _logging = Task.WhenAll(CopyAsync(_process.StandardOutput, "out.log"), CopyAsync(_process.StandardError, "error.log"));
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = Patience };
        AppDomain.CurrentDomain.ProcessExit += KillTree;
    }

    public static string Command { get; } =
        Environment.GetEnvironmentVariable("BENCH_APP") is { Length: > 0 } command ? command : BuiltBeside();

    public HttpClient Client { get; }

    public Stopwatch SinceStart { get; }

    public static AppUnderTest Start(string command, string connectionString, IReadOnlyDictionary<string, string>? settings = null) =>
        new(command, connectionString, settings);

    /// <summary>
    /// Starts an app and defines the form that leads are posted to. A lead ends with its contact: the recompute soon after it goes over the
    /// whole base, and is a figure of its own.
    /// </summary>
    public static async Task<AppUnderTest> StartWithFormAsync(string command, string connectionString)
    {
        var app = Start(command, connectionString, new Dictionary<string, string> { ["Filing__RecomputeAfterSeconds"] = "0" });
        await app.UntilHealthyAsync();
        using var defined = await app.Client.PutAsJsonAsync("api/forms/bench", new { kind = "newsletter" });
        defined.EnsureSuccessStatusCode();
        return app;
    }

    /// <summary>Posts a lead nobody has posted before if the name is new; fails unless it was accepted.</summary>
    public async Task PostLeadAsync(string name, bool withPhone = false)
    {
        using var response = await TryPostLeadAsync(name, withPhone);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            throw new HttpRequestException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    public Task<HttpResponseMessage> TryPostLeadAsync(string name, bool withPhone = false)
    {
        var phone = withPhone ? string.Create(CultureInfo.InvariantCulture, $"+79{Math.Abs(StableHash(name)) % 1_000_000_000:d9}") : null;
        var lead = new { email = $"{name}@bench.example", name = $"Lead {name}", phone, consent_marketing = true };
        return Client.PostAsJsonAsync("api/forms/bench", lead);
    }

    public Task UntilHealthyAsync() => UntilAsync("api/health", health => health.GetProperty("status").GetString() == "Healthy");

    public Task UntilIdleAsync() => UntilAsync("api/ops/queues", queues => queues.GetProperty("idle").GetBoolean());

    /// <summary>Ends it as a power cut does: SIGKILL to the host and its worker.</summary>
    public void Kill()
    {
        var family = ProcessTree.Under(_process.Id);
        KillTree(null, EventArgs.Empty);
        ProcessTree.Kill(family);
    }

    public AppUse Use() => AppUse.Of(_process.Id);

    /// <summary>Asks a question again and again until it is answered.</summary>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> askAsync)
        where T : class
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience && !_process.HasExited; await Task.Delay(5))
        {
            try
            {
                if (await askAsync() is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception notYet) when (notYet is HttpRequestException or JsonException)
            {
                // Not listening yet, or a host without its worker.
            }
        }

        throw new InvalidOperationException($"The app did not come to what was waited for:\n{TailOf("out.log")}\n{TailOf("error.log")}");
    }

    public async ValueTask DisposeAsync()
    {
        var family = ProcessTree.Under(_process.Id);
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(StopPatience);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        KillTree(null, EventArgs.Empty);
        ProcessTree.Kill(family); // A worker does not end by itself when its host is gone.
        AppDomain.CurrentDomain.ProcessExit -= KillTree;
        await _logging;
        Client.Dispose();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ProcessStartInfo StartOf(
        string command, string connectionString, int port, string folder, IReadOnlyDictionary<string, string> settings)
    {
        string[] words = [.. Words().Matches(command).Select(word => word.Value.Trim('"'))];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(ServerSettings.IsWithheld).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["AzureWebJobsStorage"] = connectionString;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        start.Environment["FUNCTIONS_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Forms__RatePerMinute"] = "0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        foreach (var timer in Timers)
        {
            start.Environment[$"Schedule__{timer}"] = start.Environment[$"Schedule_{timer}"] = "0 0 0 29 2 *"; // Hardly ever.
        }

        return start;
    }

    // Built in the configuration of this project: tests/X/bin/{configuration}/{framework}.
    private static string BuiltBeside()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string Built(string project) => Path.Combine(Repository.Root, "functions", project, "bin", output.Parent!.Name, output.Name);
        return $"dotnet \"{Path.Combine(Built("ClientBase.LocalHost"), "ClientBase.LocalHost.dll")}\" \"{Built("ClientBase.Functions")}\"";
    }

    private static long StableHash(string text) => text.Aggregate(17L, (hash, c) => unchecked((hash * 1_000_003) + c));

    [GeneratedRegex("\"[^\"]*\"|\\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    private Task<string> UntilAsync(string path, Func<JsonElement, bool> isTrue) =>
        UntilAsync(async () => isTrue(await Client.GetFromJsonAsync<JsonElement>(path)) ? path : null);

    private void KillTree(object? sender, EventArgs e)
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private async Task CopyAsync(StreamReader output, string file)
    {
        await using var log = new FileStream(Path.Combine(_folder, file), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        await output.BaseStream.CopyToAsync(log);
    }

    private string TailOf(string file)
    {
        using var log = new StreamReader(new FileStream(Path.Combine(_folder, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join(Environment.NewLine, log.ReadToEnd().TrimEnd().Split('\n').TakeLast(LogTail));
    }
}
