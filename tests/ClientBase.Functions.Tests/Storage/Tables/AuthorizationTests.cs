using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Sas;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Storage.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AuthorizationTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset InAnHour = TimeProvider.System.GetUtcNow().AddHours(1);

    private readonly TableClient _table = TestTables.Fresh(azurite);

    public async Task InitializeAsync()
    {
        await _table.CreateAsync();
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 });
    }

    public Task DisposeAsync() => _table.DeleteAsync();

    [Fact]
    public async Task An_account_key_opens_the_account()
    {
        var settings = Settings();
        var credential = new TableSharedKeyCredential(settings["AccountName"], settings["AccountKey"]);
        var table = new TableClient(new Uri(settings["TableEndpoint"]), _table.Name, credential);

        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal(settings["AccountName"], table.AccountName);
        Assert.Equal(_table.Uri, table.Uri);
    }

    [Fact]
    public async Task A_wrong_account_key_is_refused_until_it_is_replaced()
    {
        var settings = Settings();
        var credential = new TableSharedKeyCredential(settings["AccountName"], Convert.ToBase64String(new byte[64]));
        var table = new TableClient(new Uri(settings["TableEndpoint"]), _table.Name, credential);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        credential.SetAccountKey(settings["AccountKey"]);

        Assert.Equal(403, failure.Status);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public async Task A_signed_address_opens_its_table_for_what_it_permits()
    {
        var signed = new TableClient(_table.GenerateSasUri(TableSasPermissions.Read, InAnHour));

        var read = await signed.GetEntityAsync<TableEntity>("p", "r");
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => signed.AddEntityAsync(new TableEntity("p", "s")));

        Assert.Equal(_table.Name, signed.Name);
        Assert.Equal(1, read.Value.GetInt32("A"));
        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task A_signature_may_permit_everything_on_its_table()
    {
        var signed = new TableClient(_table.GenerateSasUri(TableSasPermissions.All, InAnHour));

        await signed.AddEntityAsync(new TableEntity("p", "s"));
        await signed.UpsertEntityAsync(new TableEntity("p", "t"));
        await signed.DeleteEntityAsync("p", "r");

        Assert.Equal(["s", "t"], await signed.QueryAsync<TableEntity>(maxPerPage: 1).Select(e => e.RowKey).ToListAsync());
    }

    [Fact]
    public async Task An_expired_signature_is_refused()
    {
        var signed = new TableClient(_table.GenerateSasUri(TableSasPermissions.Read, InAnHour.AddDays(-1)));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => signed.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task A_signature_is_taken_as_a_credential_or_in_a_connection_string()
    {
        var signature = _table.GenerateSasUri(TableSasPermissions.Read, InAnHour).Query.TrimStart('?');

        var byCredential = new TableClient(_table.Uri, new AzureSasCredential(signature));
        var byString = new TableClient(
            $"TableEndpoint={Settings()["TableEndpoint"]};SharedAccessSignature={signature}", _table.Name);

        Assert.True((await byCredential.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.True((await byString.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Fact]
    public void A_signature_is_not_sent_over_plain_http() =>
        Assert.Throws<ArgumentException>(
            () => new TableClient(new Uri("http://account.table.core.windows.net/table"), new AzureSasCredential("sig=x")));

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("AccountName=shop;AccountKey=a2V5", "shop", "https://shop.table.core.windows.net/")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=a2V5;EndpointSuffix=core.chinacloudapi.cn",
        "shop",
        "https://shop.table.core.chinacloudapi.cn/")]
    [InlineData(
        "TableEndpoint=https://shop.table.core.windows.net/;SharedAccessSignature=sv=1&sig=x",
        "shop",
        "https://shop.table.core.windows.net/")]
    public void A_connection_string_names_the_account(string text, string account, string address)
    {
        var service = new TableServiceClient(text);

        Assert.Equal(account, service.AccountName);
        Assert.Equal(new Uri(address), new Uri(service.Uri.GetLeftPart(UriPartial.Path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AccountName=shop")]
    [InlineData("nonsense")]
    public void A_connection_string_without_credentials_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => new TableServiceClient(text));

    private Dictionary<string, string> Settings() => azurite.ConnectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(p => p[..p.IndexOf('=', StringComparison.Ordinal)], p => p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]);
}
