using ClientBase.Functions.Operations;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Operations;

public sealed class UnresolvedSecretsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Reference = "@Microsoft.KeyVault(VaultName=clientbase;SecretName=SendGrid--ApiKey)";

    [Fact]
    public async Task A_reference_that_is_not_resolved_is_no_secret_and_health_names_the_setting()
    {
        using var app = new TestApp(azurite, new Dictionary<string, string?>
        {
            ["SendGrid:ApiKey"] = Reference,
            ["Shops:acme:Secret"] = Reference,
            ["Staff:anna:Key"] = Reference,
            ["Mail:From"] = "shop@example.com",
        });
        await app.CreateAsync();

        var (status, body) = await app.CallAsync(request => app.Get<ReportHealth>().RunAsync(request, default));

        Assert.Equal(200, status);
        var notes = body.GetProperty("notes").GetProperty("secrets");
        Assert.Equal(
            ["SendGrid__ApiKey", "Shops__*__Secret", "Staff__*__Key"], notes.EnumerateObject().Select(note => note.Name));
        Assert.DoesNotContain("anna", body.GetRawText(), StringComparison.Ordinal); // Anybody may read it.
        Assert.Contains("SendGrid__ApiKey", (await app.Get<ChannelSet>().NotesAsync(default))["email"], StringComparison.Ordinal);
    }
}
