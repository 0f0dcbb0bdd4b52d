using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using ClientBase.Cli.Demo;

namespace ClientBase.Functions.Tests.Cli;

public sealed class DemoCommandTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(4);

    [Fact]
    [Trait("Category", "Demo")]
    public async Task Demo_does_the_main_job_and_prints_one_json_document()
    {
        var (exitCode, output, errors) = await RunAsync("demo", "--json");

        Assert.True(exitCode == 0, errors);
        var summary = JsonDocument.Parse(output).RootElement;
        Assert.True(summary.GetProperty("ok").GetBoolean());
        Assert.Equal(300, summary.GetProperty("contacts").GetInt32());
        Assert.True(summary.GetProperty("orders").GetInt32() > 700);
        Assert.True(summary.GetProperty("mails").GetInt32() > 0);
        Assert.True(summary.GetProperty("forms").GetInt32() > summary.GetProperty("contacts").GetInt32());
        Assert.Contains(
            summary.GetProperty("segments").EnumerateArray(),
            segment => segment.GetProperty("id").GetString() == DemoRun.Audience && segment.GetProperty("count").GetInt32() > 0);
        Assert.All(summary.GetProperty("stages").EnumerateArray(), stage => Assert.True(stage.GetProperty("count").GetInt32() > 0));
        Assert.StartsWith(summary.GetProperty("url").GetString()!, summary.GetProperty("links").GetProperty("outbox").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData]
    public async Task Wrong_usage_exits_with_2(params string[] arguments)
    {
        var (exitCode, _, errors) = await RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(errors);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(FindCli()))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Timeout);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await errors);
    }

    // In its own output: the copy beside the tests has no function app near.
    private static string FindCli()
    {
        var cli = typeof(DemoRun).Assembly;
        var configuration = cli.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "functions", "ClientBase.Cli", "bin", configuration, framework, "ClientBase.Cli.dll");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"ClientBase.Cli.dll was not found above {AppContext.BaseDirectory}.");
    }
}
