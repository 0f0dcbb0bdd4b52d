using System.Text.Json.Nodes;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Shops.Reconcile;
using static ClientBase.Functions.Tests.Shops.Deliveries;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>What Shopify's law wants: somebody's data, the erasure of a customer, the erasure of a shop.</summary>
public sealed class ShopComplianceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private FakeShop _shop = null!;

    public async ValueTask InitializeAsync() => _shop = await FakeShop.StartAsync();

    public async ValueTask DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_customer_the_shop_wants_erased_is_erased_by_their_id_alone()
    {
        using var app = await PulledShop.CreateAsync(azurite, _shop, "Shopify");
        await DeliverAsync(app, "customers/create", """{"id":191167,"email":"john@redact.example","updated_at":"2026-02-01T10:00:00Z"}""");
        await DeliverAsync(app, "customers/create", """{"id":191168,"email":"jane@redact.example","updated_at":"2026-02-01T10:00:00Z"}""");
        await app.FileAllAsync();
        var both = await app.RowsAsync(Tables.Contacts, "c|");
        await DeliverAsync(app, "customers/redact", """
            {"shop_id":954889,"customer":{"id":191167,"email":"jane@redact.example"},"orders_to_redact":[299938]}
            """);
        for (var rounds = 0; rounds < 2; rounds++)
        {
            foreach (var asked in await app.TakeAsync<ErasureAsked>(Queues.Erasures))
            {
                await app.Get<EraseCustomer>().RunAsync(asked, default);
            }
        }

        Assert.Equal(2, both.Count);
        var left = Assert.Single(await app.RowsAsync(Tables.Contacts, "c|"));
        Assert.Equal(["jane@redact.example"], (await app.CardAsync(left.RowKey[2..])).Contact.Emails.Keys);
    }

    [Fact]
    public async Task Who_is_not_known_needs_no_erasure()
    {
        using var app = await PulledShop.CreateAsync(azurite, _shop, "Shopify");
        await DeliverAsync(app, "customers/redact", """{"customer":{"id":5}}""");
        await app.Get<EraseCustomer>().RunAsync(Assert.Single(await app.TakeAsync<ErasureAsked>(Queues.Erasures)), default);

        Assert.Empty(await app.TakeAsync<ErasureAsked>(Queues.Erasures));
    }

    [Theory]
    [InlineData("customers/data_request", """{"customer":{"id":191167}}""", "customer 191167 asks for their data")]
    [InlineData("customers/data_request", "{}", "missing")]
    [InlineData("customers/redact", "{}", "missing")]
    [InlineData("shop/redact", """{"shop_id":954889}""", "the shop 954889 no longer has this app")]
    public void What_a_person_has_to_do_is_told_to_the_operator(string topic, string body, string expected)
    {
        var reading = ReadShopify(topic, body);

        Assert.Null(reading.Error);
        Assert.Contains(expected, reading.Warning, StringComparison.Ordinal);
    }

    private static async Task DeliverAsync(PulledShop app, string topic, string body) =>
        Assert.Equal(200, await app.DeliverAsync(topic, JsonNode.Parse(body)!.AsObject()));
}
