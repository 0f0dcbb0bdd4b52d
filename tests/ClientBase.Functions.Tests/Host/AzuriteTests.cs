using System.Diagnostics;
using System.Globalization;
using ClientBase.Cli.Server;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.LocalHost.Azurite;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.Functions.Tests.Host;

public sealed class AzuriteTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly DirectoryInfo location = Directory.CreateTempSubdirectory("clientbase-azurite-");
    private readonly int basePort = FreePorts.Find(3);

    public void Dispose() => location.Delete(recursive: true);

    [Fact]
    public async Task The_host_starts_the_emulator_it_needs_and_stops_it()
    {
        await using var host = TestHost.With(azurite, typeof(Reading))
            .Setting("AzureWebJobsStorage", "UseDevelopmentStorage=true")
            .Setting("LocalHost:AzuriteBasePort", basePort.ToString(CultureInfo.InvariantCulture))
            .Setting("LocalHost:AzuriteLocation", location.FullName)
            .Build();

        await host.StartAsync();
        var connection = host.Services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"];
        var queue = new Azure.Storage.Queues.QueueClient(
            connection, host.Names.Orders, new() { MessageEncoding = Azure.Storage.Queues.QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("a");
        await host.Journal.UntilAsync("read a");
        await host.StopAsync();

        Assert.False(await AzuriteLauncher.AnswersAsync(basePort, CancellationToken.None));
    }

    [Fact]
    public async Task An_emulator_that_answers_is_used_and_left_running()
    {
        await using var host = TestHost.With(azurite, typeof(Reading))
            .Setting("AzureWebJobsStorage", "UseDevelopmentStorage=true")
            .Setting("LocalHost:AzuriteBasePort", azurite.BasePort.ToString(CultureInfo.InvariantCulture))
            .Setting("LocalHost:AzuriteLocation", location.FullName)
            .Build();

        await host.StartAsync();
        await host.StopAsync();

        Assert.True(await AzuriteLauncher.AnswersAsync(azurite.BasePort, CancellationToken.None));
        Assert.Empty(location.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task Of_launchers_at_one_instant_one_starts_the_emulator()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync("--detach")));

        Assert.Single(answers, answer => answer.Contains(" started ", StringComparison.Ordinal));
        Assert.Equal(2, answers.Count(answer => answer.Contains(" already running ", StringComparison.Ordinal)));
        Assert.Single(answers.Select(answer => answer.Split(' ')[1]).Distinct());

        await RunAsync("--stop");
        Assert.False(await AzuriteLauncher.AnswersAsync(basePort, CancellationToken.None));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_stop()
    {
        var queue = new Azure.Storage.Queues.QueueClient(new RunningAzurite(basePort, () => { }).ConnectionString, "kept");

        await RunAsync("--detach");
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("a");
        await RunAsync("--stop");
        await RunAsync("--detach");

        Assert.Equal("a", (await queue.PeekMessageAsync()).Value.MessageText);
        await RunAsync("--stop");
    }

    private async Task<string> RunAsync(string mode)
    {
        using var node = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                NodeAzurite.Script, mode, "--base-port", basePort.ToString(CultureInfo.InvariantCulture), "--location", location.FullName,
            },
            RedirectStandardOutput = true,
        })!;
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return answer;
    }

    private sealed class Reading(Journal journal)
    {
        [Function("Reading")]
        public void Run([QueueTrigger("%Orders%")] string message) => journal.Add($"read {message}");
    }
}
