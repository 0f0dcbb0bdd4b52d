using System.Text.Json;
using ClientBase.Cli.Demo;

namespace ClientBase.Functions.Tests.Cli;

public sealed class DemoCommandTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Demo_does_the_main_job_and_prints_one_json_document()
    {
        var (exitCode, output, errors) = await CliProcess.RunAsync("demo", "--json");

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
        Assert.StartsWith(
            summary.GetProperty("url").GetString()!,
            summary.GetProperty("links").GetProperty("outbox").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData]
    public async Task Wrong_usage_exits_with_2(params string[] arguments)
    {
        var (exitCode, _, errors) = await CliProcess.RunAsync(arguments);

        Assert.Equal(2, exitCode);
        Assert.NotEmpty(errors);
    }
}
