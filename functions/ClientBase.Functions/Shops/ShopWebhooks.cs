using System.Text.Json;
using ClientBase.Domain.Contacts;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Shops;

/// <summary>A webhook as it came in.</summary>
/// <param name="Shop">Name of the shop, from the address.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ReceivedAt">When it came.</param>
public sealed record Webhook(string Shop, IHeaderDictionary Headers, byte[] Body, DateTimeOffset ReceivedAt)
{
    /// <summary>Where captures from this shop say they come from.</summary>
    public string Source => $"shop:{Shop}";

    /// <summary>A header, or an empty string.</summary>
    public string Header(string name) => Headers[name].ToString();
}

/// <summary>What a webhook says: a capture, or nothing we use, or nothing that can be understood.</summary>
/// <param name="Capture">What to file; null for a topic nothing is done with.</param>
/// <param name="Error">What is wrong with the body; null when nothing is.</param>
public sealed record WebhookReading(CapturedEvent? Capture, string? Error)
{
    /// <summary>A topic nothing is done with.</summary>
    public static WebhookReading NotUsed { get; } = new(null, null);

    /// <summary>Something to file.</summary>
    public static WebhookReading Of(CapturedEvent capture) => new(capture, null);

    /// <summary>A body that is not what its topic says.</summary>
    public static WebhookReading Wrong(string error) => new(null, error);
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
