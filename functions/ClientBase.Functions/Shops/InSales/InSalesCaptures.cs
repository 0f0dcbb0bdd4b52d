using System.Text;
using System.Text.Json;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>What all captures of InSales's webhooks begin with.</summary>
internal static class InSalesCaptures
{
    /// <summary>A capture of a delivery. Nothing names one but what it says.</summary>
    public static CaptureBuilder Start(this Webhook webhook, string kind, string id, DateTimeOffset at) => new CaptureBuilder(
        CaptureId.Of(webhook.Source, kind, id, Encoding.UTF8.GetString(webhook.Body)), webhook.Source, kind, at, webhook.ReceivedAt);

    /// <summary>When the thing was changed.</summary>
    public static DateTimeOffset ChangedAt(this Webhook webhook, JsonElement body) =>
        body.Instant("updated_at") ?? body.Instant("created_at") ?? webhook.ReceivedAt;

    /// <summary>A currency: InSales calls the rouble by the code it had until 1998.</summary>
    public static string? InSalesCurrency(this JsonElement body) =>
        body.Currency("currency_code") switch { "RUR" => "RUB", var code => code };
}
