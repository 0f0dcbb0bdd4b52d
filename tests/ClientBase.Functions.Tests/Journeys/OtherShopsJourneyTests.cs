using System.Net;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>Shops that sign nothing, senders that are no shop software, and what there is to see of a shop.</summary>
[Trait("Category", "Slow")]
public sealed class OtherShopsJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [Theory]
    [InlineData("insales-json@other.example", "")]
    [InlineData("insales-topic@other.example", "/orders/create")]
    public async Task An_order_of_InSales_becomes_a_customer(string email, string topic)
    {
        var id = email.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes(ShopSamples.InSalesOrder.Replace("anna@shop.example", email, StringComparison.Ordinal)
            .Replace("11117922", id, StringComparison.Ordinal).Replace("12721951", id, StringComparison.Ordinal)
            .Replace("8 988 777-77-77", "", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("insales", body));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync("insales/another-secret", body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"insales/{AppFixture.InSalesSecret}{topic}", body));
        Assert.Equal(HttpStatusCode.OK, await PostAsync($"insales/{AppFixture.InSalesSecret}", body));
        await _client.IdleAsync();

        var contact = await _client.ContactAsync(email);
        Assert.Equal((1, 10m, "RUB"), (contact.Orders.Count, contact.Orders.Total, contact.Orders.Currency));
        Assert.Single(await _client.TimelineAsync(contact));
    }

    [Fact]
    public async Task Any_sender_of_Standard_Webhooks_tells_of_a_contact_and_of_its_order()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.Equal(HttpStatusCode.OK, await PostSignedAsync("m1", now, ShopSamples.StandardContact));
        Assert.Equal(HttpStatusCode.OK, await PostSignedAsync("m2", now, ShopSamples.StandardOrder));
        Assert.Equal(HttpStatusCode.OK, await PostSignedAsync("m2", now, ShopSamples.StandardOrder));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostSignedAsync("m3", now.AddMinutes(-10), ShopSamples.StandardOrder));
        Assert.Equal(HttpStatusCode.BadRequest, await PostSignedAsync("m4", now, """{"type":"order.created","data":{}}"""));
        await _client.IdleAsync();

        var contact = await _client.ContactAsync("anna@shop.example");
        Assert.Equal(("Анна", "Тверь"), (contact.Name.First, contact.Fields["city"].Value));
        Assert.Equal((1, 9m), (contact.Orders.Count, contact.Orders.Total));
        Assert.Equal(2, (await _client.TimelineAsync(contact)).Count);
        Assert.Contains(contact.Consents, consent => consent is { Purpose: "marketing", Channel: "email", Granted: true });
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_shop_shows_how_far_its_history_was_read()
    {
        await using var shop = await Shops.Reconcile.FakeShop.StartAsync();
        shop.Lists["orders"] = Shops.Reconcile.PulledShop.WooOrders(7);
        var azurite = await NodeAzurite.StartAsync();
        try
        {
            await using var app = await AppProcess.StartAsync(azurite.ConnectionString, new Dictionary<string, string>
            {
                ["Shops__woo__Kind"] = "WooCommerce",
                ["Shops__woo__BaseUrl"] = shop.Url,
            });
            using var started = await app.Client.PostAsync("api/shops/woo/backfill", new StringContent(""));
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            await app.Client.IdleAsync();
            await app.Client.RunTimerAsync("ReconcileShops");
            await app.Client.IdleAsync();

            var woo = JsonSerializer.Deserialize<JsonElement>(await app.Client.GetTextAsync("api/shops/woo"));
            Assert.Equal("idle", woo.GetProperty("state").GetString());
            Assert.Equal(7, woo.GetProperty("backfill").GetProperty("items").GetProperty("orders").GetInt32());
            Assert.Equal("completed", woo.GetProperty("reconciliation").GetProperty("state").GetString());
            Assert.Equal(7, (await app.Client.ContactsAsync()).Count);
        }
        finally
        {
            azurite.Stop();
        }
    }

    private async Task<HttpStatusCode> PostAsync(string path, byte[] body, Dictionary<string, string>? headers = null)
    {
        using var response = await _client.PostHookAsync(path, body, headers ?? []);
        return response.StatusCode;
    }

    private Task<HttpStatusCode> PostSignedAsync(string id, DateTimeOffset at, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        return PostAsync("any", body, StandardSender.Headers(AppFixture.StandardSecret, id, at, body));
    }
}
