using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>What all captures of WooCommerce's webhooks begin with.</summary>
internal static class WooCommerceCaptures
{
    /// <summary>A capture of a delivery.</summary>
    public static CaptureBuilder Start(this Webhook webhook, string kind, string id, DateTimeOffset at) =>
        new CaptureBuilder(webhook.WooCommerceDelivery(id), webhook.Source, kind, at, webhook.ReceivedAt)
            .Data("topic", webhook.Topic ?? webhook.Header("X-WC-Webhook-Topic"));

    /// <summary>
    /// What names a delivery. Its Delivery-ID holds the second, so two orders of one second share it: a delivery is known by what it says
    /// of what.
    /// </summary>
    public static string WooCommerceDelivery(this Webhook webhook, string id) =>
        CaptureId.Of(webhook.Source, webhook.Topic ?? webhook.Header("X-WC-Webhook-Topic"), id, Encoding.UTF8.GetString(webhook.Body));

    /// <summary>When the thing was changed. The times named <c>_gmt</c> are UTC, the others are the shop's own.</summary>
    public static DateTimeOffset ModifiedAt(this Webhook webhook, JsonElement body) =>
        OwnTime(body) ?? webhook.ReceivedAt;

    /// <summary>Whether the thing tells when it was changed.</summary>
    public static bool HasOwnTime(JsonElement body) => OwnTime(body) is not null;

    /// <summary>When the thing was made; null for a draft.</summary>
    public static DateTimeOffset? CreatedAt(JsonElement body) => body.Instant("date_created_gmt") ?? body.Instant("date_created");

    private static DateTimeOffset? OwnTime(JsonElement body) =>
        body.Instant("date_modified_gmt") ?? body.Instant("date_modified") ?? CreatedAt(body);
}
