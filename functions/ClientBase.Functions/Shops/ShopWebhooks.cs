using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Products;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Shops;

/// <summary>A webhook as it came in.</summary>
/// <param name="Shop">Name of the shop, from the address.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record Webhook(string Shop, IHeaderDictionary Headers, byte[] Body, DateTimeOffset ReceivedAt)
{
    /// <summary>ISO 3166 country of national telephone numbers where the body names none; null: the plus is required.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217 of product prices where the body names none.</summary>
    public string? Currency { get; init; }

    /// <summary>Where captures from this shop say they come from.</summary>
    public string Source => $"shop:{Shop}";

    /// <summary>A header, or an empty string.</summary>
    public string Header(string name) => Headers[name].ToString();

    /// <summary>The body as JSON; a byte order mark before it is passed over.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public JsonDocument Json() =>
        JsonDocument.Parse(Body.AsSpan().StartsWith("\uFEFF"u8) ? Body.AsMemory(3) : Body);
}

/// <summary>What a webhook says: a capture, a product, nothing we use, or nothing that can be understood.</summary>
public sealed record WebhookReading
{
    /// <summary>A topic nothing is done with.</summary>
    public static WebhookReading NotUsed { get; } = new();

    /// <summary>What to file; null for none.</summary>
    public CapturedEvent? Capture { get; private init; }

    /// <summary>What it says of a product; null for none.</summary>
    public StoredProduct? Product { get; private init; }

    /// <summary>What is wrong with the body; null when nothing is. The shop is answered 400, and drops the hook if that goes on.</summary>
    public string? Error { get; private init; }

    /// <summary>What the operator should know of it: no personal data. Null for nothing.</summary>
    public string? Warning { get; init; }

    /// <summary>Something to file.</summary>
    public static WebhookReading Of(CapturedEvent capture) => new() { Capture = capture };

    /// <summary>A product to keep.</summary>
    public static WebhookReading Of(StoredProduct product) => new() { Product = product };

    /// <summary>A body that is not what its topic says.</summary>
    public static WebhookReading Wrong(string error) => new() { Error = error };

    /// <summary>A genuine delivery that says nothing useful.</summary>
    public static WebhookReading Useless(string warning) => new() { Warning = warning };
}

/// <summary>The webhooks of one shop software.</summary>
public interface IShopWebhooks
{
    /// <summary>The software.</summary>
    ShopKind Kind { get; }

    /// <summary>Whether it only asks if somebody is there, unsigned.</summary>
    bool IsPing(Webhook webhook);

    /// <summary>What it says it tells of; empty when it does not say.</summary>
    string TopicOf(Webhook webhook);

    /// <summary>Checks its signature.</summary>
    SignatureVerdict Verify(Webhook webhook, ShopOptions shop);

    /// <summary>Reads it, its signature being valid.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    WebhookReading Read(Webhook webhook);
}
