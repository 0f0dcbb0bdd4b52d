using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Cli;

/// <summary>Commands that look into a running base, and those that take something out.</summary>
[Trait("Category", "Slow")]
public sealed class LookCommandTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    private string Url => fixture.App.Url.ToString();

    [Fact]
    public async Task Contacts_are_found_shown_and_printed_as_one_document()
    {
        await _client.DefineFormAsync("look");
        await _client.LeadAsync("look", new { email = "one@look.example", name = "Вера Смотрова" });
        await _client.IdleAsync();

        var found = await CliProcess.RunAsync("contacts", "смотр", "--url", Url);
        var json = await CliProcess.RunAsync("contacts", "--email", "one@look.example", "--url", Url, "--json");
        Assert.Equal((0, 0), (found.ExitCode, json.ExitCode));
        Assert.Contains("Вера Смотрова", found.Output, StringComparison.Ordinal);
        var contact = JsonDocument.Parse(json.Output).RootElement.GetProperty("items")[0];
        var card = await CliProcess.RunAsync("contacts", contact.GetProperty("id").GetString()!, "--url", Url, "--json");
        Assert.Equal("Вера Смотрова", JsonDocument.Parse(card.Output).RootElement.GetProperty("name").GetProperty("full").GetString());
    }

    [Fact]
    public async Task Segments_are_listed_shown_and_tried()
    {
        var all = await CliProcess.RunAsync("segments", "--url", Url, "--json");
        var one = await CliProcess.RunAsync("segments", "potential", "--url", Url);
        var tried = await CliProcess.RunAsync("segments", "--rule", "orders.count >= 2", "--url", Url);
        var wrong = await CliProcess.RunAsync("segments", "--rule", "ordes.count >= 2", "--url", Url);
        var nothing = await CliProcess.RunAsync("segments", "nothing", "--url", Url);

        Assert.Equal((0, 0, 0, 1, 1), (all.ExitCode, one.ExitCode, tried.ExitCode, wrong.ExitCode, nothing.ExitCode));
        Assert.True(JsonDocument.Parse(all.Output).RootElement.GetProperty("items").GetArrayLength() > 20);
        Assert.Contains("potential", one.Output, StringComparison.Ordinal);
        Assert.Contains("contacts:", tried.Output, StringComparison.Ordinal);
        Assert.Contains("ordes", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_segment_and_a_report_are_saved_as_files()
    {
        using var folder = new TemporaryFolder();
        var (csv, xlsx) = (folder.At("people.csv"), folder.At("base.xlsx"));

        var people = await CliProcess.RunAsync("export", "--segment", "potential", "--out", csv, "--url", Url, "--json");
        var report = await CliProcess.RunAsync("export", "--report", "base", "--out", xlsx, "--url", Url);
        var neither = await CliProcess.RunAsync("export", "--out", csv, "--url", Url);
        var unknown = await CliProcess.RunAsync("export", "--segment", "nothing", "--out", csv, "--url", Url);

        Assert.True(people.ExitCode == 0, people.Errors);
        Assert.True(report.ExitCode == 0, report.Errors);
        Assert.Equal(new FileInfo(csv).Length, JsonDocument.Parse(people.Output).RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(xlsx), 0, 2));
        Assert.Equal((2, 1), (neither.ExitCode, unknown.ExitCode));
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task A_shell_is_told_how_to_complete(string shell, string wanted)
    {
        var script = await CliProcess.RunAsync("completion", shell, "--name", "clientbase");

        Assert.Equal(0, script.ExitCode);
        Assert.Contains(wanted, script.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("NAME", script.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_half_typed_is_completed_by_the_program_itself()
    {
        var found = await CliProcess.RunAsync("[suggest:13]", "clientbase se");

        Assert.Equal(0, found.ExitCode);
        Assert.Contains("segments", found.Output, StringComparison.Ordinal);
    }
}
