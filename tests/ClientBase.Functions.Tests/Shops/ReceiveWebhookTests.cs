using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Products;
using ClientBase.Functions.Shops;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Shops;

/// <summary>The hook's address: the signature is over the bytes as sent, and what is answered with 200 is kept.</summary>
public sealed class ReceiveWebhookTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Secret = "a secret of tests";

    private readonly TestApp _app = new(azurite, new()
    {
        ["Shops:acme:Kind"] = "Shopify",
        ["Shops:acme:Secret"] = Secret,
        ["Shops:acme:Currency"] = "EUR",
        ["Shops:woo:Kind"] = "WooCommerce",
        ["Shops:woo:Secret"] = Secret,
    });

    public async ValueTask InitializeAsync() => await _app.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_product_is_kept_before_the_answer()
    {
        Assert.Equal(200, await PostAsync("acme", "products/update", """
            {"id":11,"title":"Tea","status":"active","updated_at":"2026-01-01T10:00:00Z",
            "variants":[{"id":1,"price":"5.00","inventory_quantity":3,"inventory_management":"shopify"}]}
            """));

        var version = (await _app.Get<ProductStore>().GetAsync("acme", "11", default))!.Value.Product.Product.Version!;
        Assert.Equal(("Tea", 5m, "EUR", true), (version.Title, version.Price, version.Currency, version.IsAvailable));
        Assert.Empty(await _app.TakeAsync<CaptureReceived>(Queues.Captured));
    }

    [Fact]
    public async Task A_byte_order_mark_is_part_of_what_is_signed_and_no_part_of_what_is_read()
    {
        Assert.Equal(200, await PostAsync("acme", "customers/create", "\uFEFF" + """{"id":7,"email":"a@shop.example"}"""));

        Assert.Single(await _app.TakeAsync<CaptureReceived>(Queues.Captured));
    }

    [Theory]
    [InlineData("woo", "order.updated", """{"code":"rest_forbidden","message":"no","data":{"status":401}}""")]
    [InlineData("acme", "orders/edited", """{"order_edit":{}}""")]
    [InlineData("acme", "carts/update", "{}")]
    public async Task What_says_nothing_useful_is_taken_and_queues_nothing(string shop, string topic, string body)
    {
        Assert.Equal(200, await PostAsync(shop, topic, body));

        Assert.Empty(await _app.TakeAsync<CaptureReceived>(Queues.Captured));
    }

    [Theory]
    [InlineData("orders/create", """{"id":1}""")]
    [InlineData("orders/create", "no json")]
    public async Task What_can_never_be_understood_is_refused(string topic, string body) =>
        Assert.Equal(400, await PostAsync("acme", topic, body));

    [Fact]
    public async Task A_signature_of_other_bytes_is_refused() =>
        Assert.Equal(401, await PostAsync("acme", "customers/create", """{"id":7}""", signed: """{"id":8}"""));

    [Fact]
    public async Task A_national_telephone_without_a_country_is_of_the_shops_own()
    {
        Assert.Equal(200, await PostAsync("woo", "order.created", """
            {"id":1,"status":"processing","total":"1","currency":"RUB","date_created_gmt":"2026-01-01T10:00:00",
            "billing":{"phone":"8 916 123-45-67"}}
            """));
        foreach (var message in await _app.TakeAsync<CaptureReceived>(Queues.Captured))
        {
            await _app.Get<FileCapture>().RunAsync(message, default);
        }

        var all = await _app.Get<ContactReader>().ListAsync(new(10, null), default);
        Assert.Equal(["+79161234567"], Assert.Single(all.Items).Contact.Phones.Keys);
    }

    private async Task<int> PostAsync(string shop, string topic, string body, string? signed = null)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed ?? body)));
        var (status, _) = await _app.CallForTextAsync(
            request =>
            {
                request.Headers["X-Shopify-Topic"] = request.Headers["X-WC-Webhook-Topic"] = topic;
                request.Headers["X-Shopify-Hmac-SHA256"] = request.Headers["X-WC-Webhook-Signature"] = signature;
                return _app.Get<ReceiveWebhook>().RunAsync(request, shop, default);
            },
            body);
        return status;
    }
}
