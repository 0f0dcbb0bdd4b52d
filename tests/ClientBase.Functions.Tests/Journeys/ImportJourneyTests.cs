using System.Text.Json;
using ClientBase.Functions.Tests.Cli;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Journeys;

[Trait("Category", "Slow")]
public sealed class ImportJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>, IDisposable
{
    private readonly AppClient _client = fixture.Client;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_is_imported_from_the_command_line_and_taken_back()
    {
        var file = _folder.Write(
            "people.csv", "Почта;Имя;Тел.\njourney1@example.com;Анна;8 916 123-45-99\njourney2@example.com;Пётр;\nnobody;;\n");

        var (exitCode, output, errors) = await ImportAsync(file, "--report", _folder.At("report.csv"));
        Assert.True(exitCode == 0, errors);
        var import = JsonDocument.Parse(output).RootElement;
        Assert.Equal((3, 2, 1), (Number(import, "rows"), Number(import, "accepted"), Number(import, "rejected")));
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.At("report.csv"))).Length);
        await _client.ContactAsync("journey1@example.com");

        (_, output, _) = await ImportAsync(file);
        Assert.Equal(2, Number(JsonDocument.Parse(output).RootElement, "unchanged"));

        foreach (var one in new[] { JsonDocument.Parse(output).RootElement, import })
        {
            var id = one.GetProperty("id").GetString();
            using var undo = await _client.PostAsync($"api/imports/{id}/undo", new StringContent(""));
            Assert.Equal(202, (int)undo.StatusCode);
            await _client.IdleAsync();
        }

        Assert.Empty(await _client.ContactsAsync("email=journey1@example.com"));
    }

    [Fact]
    public async Task What_cannot_be_imported_ends_with_why()
    {
        var (exitCode, _, errors) = await ImportAsync(_folder.At("missing.csv"));
        Assert.Equal(1, exitCode);
        Assert.Contains("missing.csv", errors, StringComparison.Ordinal);

        (exitCode, _, errors) = await ImportAsync(_folder.Write("a.csv", "Почта\na@example.com\n"), "--map", "Пачта:email");
        Assert.Equal(1, exitCode);
        Assert.Contains("Почта", errors, StringComparison.Ordinal);

        (exitCode, _, _) = await ImportAsync(_folder.Write("b.csv", "Почта\na@example.com\n"), "--kind", "pets");
        Assert.Equal(2, exitCode);
    }

    private Task<CliResult> ImportAsync(string file, params string[] more) =>
        CliProcess.RunAsync(["import", file, "--url", fixture.App.Url.ToString(), "--json", .. more]);

    private static int Number(JsonElement import, string name) => import.GetProperty(name).GetInt32();
}
