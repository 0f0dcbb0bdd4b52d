using System.Text.Json;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>
/// Shopify's compliance topics. A customer's erasure is done at once, by the customer's id. What a person's data are, and that a shop goes
/// with all its customers, is for the operator to decide on.
/// </summary>
internal static class ShopifyCompliance
{
    public static WebhookReading ReadDataRequest(JsonElement body) => body.Member("customer").Id("id") is { } id
        ? WebhookReading.Useless(
            $"its customer {id} asks for their data: within 30 days send them GET /api/contacts/{{contact}}/data of the contact that "
            + $"GET /api/contacts?externalId={Uri.EscapeDataString(id)} lists")
        : WebhookReading.Useless("the id of the customer who asks for their data is missing");

    public static WebhookReading ReadRedact(JsonElement body) => body.Member("customer").Id("id") is { } id
        ? WebhookReading.Erase(id)
        : WebhookReading.Useless("the id of the customer to erase is missing: look for it in the shop and erase the contact by hand");

    public static WebhookReading ReadShopRedact(JsonElement body) => WebhookReading.Useless(
        $"the shop {body.Id("shop_id")} no longer has this app installed and asks for its customers' data to be erased within 30 days: "
        + "erase them by hand, unless this base is the shop's own");
}
