using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>A shop of the sample base.</summary>
/// <param name="Name">What the base calls it.</param>
/// <param name="Kind">The software it runs on, as the setting <c>Shops__{shop}__Kind</c> names it.</param>
/// <param name="SignatureHeader">Header its webhooks are signed in.</param>
internal sealed record SampleShop(string Name, string Kind, string SignatureHeader)
{
    public static readonly SampleShop Shopify = new("demo-shopify", "Shopify", "X-Shopify-Hmac-SHA256");

    public static readonly SampleShop WooCommerce = new("demo-woo", "WooCommerce", "X-WC-Webhook-Signature");

    public static SampleShop Other(SampleShop shop) => shop == Shopify ? WooCommerce : Shopify;
}

/// <summary>A webhook, not signed yet.</summary>
/// <param name="Shop">Who sends it.</param>
/// <param name="Headers">Its headers without the signature.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record WebhookDelivery(SampleShop Shop, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The headers with the signature, base64(HMAC-SHA256(secret, body)).</summary>
    public Dictionary<string, string> SignedHeaders(string secret) => new(Headers)
    {
        [Shop.SignatureHeader] = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Body)),
    };
}
