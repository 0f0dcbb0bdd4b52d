using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>What all captures of Shopify's webhooks begin with.</summary>
internal static class ShopifyCaptures
{
    /// <summary>A capture of a delivery, at the time the thing was changed.</summary>
    public static CaptureBuilder Start(this Webhook webhook, string kind, JsonElement body) =>
        new CaptureBuilder(webhook.ShopifyDelivery(), webhook.Source, kind, webhook.ChangedAt(body), webhook.ReceivedAt)
            .Data("topic", webhook.Topic ?? webhook.Header("X-Shopify-Topic"))
            .Data("eventId", webhook.Header("X-Shopify-Event-Id") is { Length: > 0 } eventId ? eventId : null);

    /// <summary>
    /// What names a delivery of something that does not tell when it was changed: a repeat keeps its Webhook-Id.
    /// </summary>
    public static string ShopifyDelivery(this Webhook webhook) => CaptureId.Of(
        webhook.Source,
        webhook.Topic ?? webhook.Header("X-Shopify-Topic"),
        webhook.Header("X-Shopify-Webhook-Id") is { Length: > 0 } id ? id : CaptureId.Of(Encoding.UTF8.GetString(webhook.Body)));

    /// <summary>When the thing was changed.</summary>
    public static DateTimeOffset ChangedAt(this Webhook webhook, JsonElement body) => OwnTime(body) ?? TriggeredAt(webhook);

    /// <summary>Whether the thing tells when it was changed.</summary>
    public static bool HasOwnTime(JsonElement body) => OwnTime(body) is not null;

    /// <summary>When the webhook was triggered, which is all that a deletion tells of its time.</summary>
    public static DateTimeOffset TriggeredAt(this Webhook webhook) =>
        DateTimeOffset.TryParse(
            webhook.Header("X-Shopify-Triggered-At"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && at < webhook.ReceivedAt ? at : webhook.ReceivedAt;

    /// <summary>A sum in the shop's own money: the plain member is in it, and where it is absent, the set names both.</summary>
    public static decimal? ShopMoney(this JsonElement thing, string name) =>
        thing.Member(name + "_set").Member("shop_money").Money("amount") ?? thing.Money(name);

    private static DateTimeOffset? OwnTime(JsonElement body) =>
        body.Instant("updated_at") ?? body.Instant("processed_at") ?? body.Instant("created_at");
}
