using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>A host that cannot start says what to do, in a line, and ends with 1; with 2 when it was called wrongly.</summary>
[Trait("Category", "Slow")]
public sealed class StartErrorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly DirectoryInfo _empty = Directory.CreateTempSubdirectory("clientbase-empty-");

    public void Dispose() => _empty.Delete(recursive: true);

    [Theory]
    [InlineData]
    [InlineData("--port", "7071")]
    [InlineData("folder", "--port")]
    [InlineData("folder", "--verbose", "true")]
    public async Task Wrong_usage_shows_the_right_one(params string[] arguments)
    {
        var (exitCode, output) = await HostCommand.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.Equal("usage: ClientBase.LocalHost FOLDER-OF-THE-BUILT-APP [--port 7071]", output);
    }

    [Fact]
    public Task A_folder_without_a_built_app_is_named() => RefusesAsync(
        _empty.FullName, $"There is no built Functions app in {_empty.FullName}. Build it first, such as: dotnet build");

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"description":{"defaultExecutablePath":null,"defaultWorkerPath":"a.dll"}}""")]
    [InlineData("""{"description":{"defaultExecutablePath":"dotnet","defaultWorkerPath":7}}""")]
    public async Task A_worker_config_that_starts_nothing_is_named(string config)
    {
        using var app = AppCopy.Whole().Write("worker.config.json", config);

        await RefusesAsync(app.Folder, $"{app.PathOf("worker.config.json")} does not say how to start the worker", "Build the app again.");
    }

    [Fact]
    public async Task A_missing_host_json_is_missed()
    {
        using var app = AppCopy.Whole().Delete("host.json");

        await RefusesAsync(app.Folder, $"{app.PathOf("host.json")} is missing", "Build the app again.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"a":1,"A":2}""")]
    public async Task A_broken_host_json_is_named(string json)
    {
        using var app = AppCopy.Whole().Write("host.json", json);

        await RefusesAsync(app.Folder, $"{app.PathOf("host.json")} cannot be read", "Mend it");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"Values":[]}""")]
    [InlineData("""{"Values":{"Shop":"1","shop":"2"}}""")]
    public async Task A_broken_settings_file_is_named(string json)
    {
        using var app = AppCopy.Whole().Write("local.settings.json", json);

        await RefusesAsync(app.Folder, $"{app.PathOf("local.settings.json")} is not a settings file", "local.settings.example.json");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await RefusesSettingAsync(
            new() { ["FUNCTIONS_PORT"] = port }, $"Port {port} is taken", "choose another by FUNCTIONS_PORT or --port");
    }

    [Theory]
    [InlineData("FUNCTIONS_PORT", "http", "'FUNCTIONS_PORT' is 'http'; it must be a whole number from 1 to 65535")]
    [InlineData("FUNCTIONS_PORT", "0", "from 1 to 65535")]
    [InlineData("FUNCTIONS_PORT", "70000", "from 1 to 65535")]
    [InlineData("LocalHost__QueueLeaseSeconds", "0", "'LocalHost:QueueLeaseSeconds' is '0'; it must be a whole number from 1")]
    [InlineData("LocalHost__AzuriteBasePort", "65534", "'LocalHost:AzuriteBasePort' is '65534'; it must be a whole number from 1 to 65533")]
    [InlineData("Logging__LogLevel__Default", "Loud", "'Logging:LogLevel:Default' is 'Loud'; it must be one of Trace, Debug")]
    public Task A_setting_that_cannot_be_read_is_named_with_what_it_may_be(string name, string value, string message) =>
        RefusesSettingAsync(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", [name] = value }, message);

    [Fact]
    public async Task Storage_that_does_not_answer_is_told_of_in_a_line_before_anything_is_started()
    {
        var output = await RefusesSettingAsync(
            new() { ["AzureWebJobsStorage"] = HostCommand.ClosedStorage },
            "The storage that AzureWebJobsStorage names does not answer", "Connection refused", "UseDevelopmentStorage=true");

        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public Task Storage_settings_that_name_none_are_told_of() => RefusesSettingAsync(
        new() { ["AzureWebJobsStorage"] = "nonsense" }, "AzureWebJobsStorage is not a connection string", "UseDevelopmentStorage=true");

    [Fact]
    public async Task Without_Node_the_emulator_is_somebody_elses_to_start()
    {
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["LocalHost__AzuriteBasePort"] = $"{FreePorts.Find(3)}",
            ["LocalHost__AzuriteLocation"] = _empty.FullName,
            ["PATH"] = _empty.FullName,
        };
        await using var host = HostCommand.Start([FullPathOf("dotnet"), AppProcess.LocalHost, AppProcess.AppFolder], settings);

        Assert.Equal(1, await host.ExitCodeAsync());
        Assert.Contains("Node.js is needed to start the storage emulator, and 'node' was not found. Start Azurite yourself", host.Log);
    }

    [Theory]
    [InlineData("echo boom >&2; exit 3", "The worker ended with code 3 before it was ready. What it printed is above.")]
    [InlineData("exec no-such-program", "The worker ended with code 127 before it was ready. What it printed is above.")]
    public async Task A_worker_that_ends_at_once_is_told_of_below_what_it_printed(string script, string message)
    {
        using var app = AppCopy.WithScript(script);
        var (exitCode, output) = await RunAsync(app.Folder);

        Assert.Equal(1, exitCode);
        Assert.EndsWith(message, output);
        Assert.Matches("boom|no-such-program", output[..^message.Length]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_worker_that_does_not_answer_is_ended()
    {
        using var app = AppCopy.WithScript("exec sleep 1000");

        var (exitCode, output) = await RunAsync(app.Folder);

        Assert.Equal(1, exitCode);
        Assert.Matches(
            @"^The worker \(process \d+\) did not connect within 60 seconds and was ended. Is its Program.cs a Functions worker\?$",
            output);
    }

    [Theory]
    [InlineData("Schedule_RecomputeSegments", "every day", "every day")]
    [InlineData("AzureFunctionsJobHost__extensions__queues__batchSize", "33", "out of the range")]
    public async Task A_setting_the_SDK_does_not_take_is_told_of(string name, string value, string message)
    {
        var (exitCode, output) = await RunAsync(AppProcess.AppFolder, new() { [name] = value });

        Assert.Equal(1, exitCode);
        var last = output.Split('\n')[^1];
        Assert.StartsWith("The queues and timers cannot be listened to: ", last);
        Assert.Contains(message, last);
        Assert.Contains("Look at host.json and the settings", last);
    }

    private static Task<string> RefusesAsync(string folder, params string[] messages) => RefusesAsync(folder, [], messages);

    private static Task<string> RefusesSettingAsync(Dictionary<string, string> settings, params string[] messages) =>
        RefusesAsync(AppProcess.AppFolder, settings, messages);

    private static async Task<string> RefusesAsync(string folder, Dictionary<string, string> settings, string[] messages)
    {
        var (exitCode, output) = await HostCommand.RunAsync([folder], settings, folder);

        Assert.True(exitCode == 1, $"It ended with {exitCode}:\n{output}");
        Assert.All(messages, message => Assert.Contains(message, output));
        return output;
    }

    private Task<(int ExitCode, string Output)> RunAsync(string folder, Dictionary<string, string>? settings = null) =>
        HostCommand.RunAsync([folder], new(settings ?? []) { ["AzureWebJobsStorage"] = azurite.ConnectionString }, folder);

    private static string FullPathOf(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).First(File.Exists);
}
