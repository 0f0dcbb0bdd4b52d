using System.Text.Json;
using Azure.Storage.Blobs;
using ClientBase.Functions.Operations.Backups;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Operations.Backups;

namespace ClientBase.Functions.Tests.Cli;

[Trait("Category", "Slow")]
public sealed class RestoreCommandTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task A_lost_account_is_put_back_into_an_empty_one_by_a_command()
    {
        await _client.DefineFormAsync("backup");
        for (var person = 0; person < 5; person++)
        {
            await _client.LeadAsync("backup", new { email = $"{person}@backup.example", name = $"Ann{person}" });
        }

        await _client.IdleAsync();
        await _client.SendJsonAsync<BackupView>(HttpMethod.Post, "api/ops/backups", new { });
        await _client.IdleAsync();
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var empty = await AppProcess.StartAsync(azurite.ConnectionString, AppFixture.Settings);
            await CopiedBase.CarryAsync(Backups(fixture.ConnectionString), Backups(azurite.ConnectionString));

            var restored = await CliProcess.RunAsync("restore", "--url", empty.Url.ToString(), "--json");
            var refused = await CliProcess.RunAsync("restore", "--url", Url(fixture.App), "--json");

            Assert.True(restored.ExitCode == 0, restored.Errors + restored.Output);
            Assert.Equal("completed", JsonDocument.Parse(restored.Output).RootElement.GetProperty("state").GetString());
            Assert.Equal(await HashesAsync(_client), await HashesAsync(empty.Client));
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("not empty", refused.Errors, StringComparison.Ordinal);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private static string Url(AppProcess app) => app.Url.ToString();

    private static BlobContainerClient Backups(string account) => new(account, Containers.Backups);

    private static async Task<List<string>> HashesAsync(AppClient client) =>
        [.. (await client.ContactsAsync()).Select(contact => contact.Hash).Order(StringComparer.Ordinal)];
}
