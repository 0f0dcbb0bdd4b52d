using System.Text.Json;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's customers, and where in a body the facts about a person may stand.</summary>
internal static class ShopifyCustomers
{
    public static WebhookReading Read(Webhook webhook, JsonElement customer)
    {
        if (customer.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A customer", ("id", false));
        }

        var capture = webhook.Start("customer", customer)
            .Since(customer.Instant("created_at"))
            .ShopCustomer(webhook.Shop, id)
            .FirstEmail(customer.Text("email"))
            .Person(webhook.Country, PlacesOf(default, customer));
        ShopifyConsents.SaySnapshot(capture, customer, null);
        return WebhookReading.Of(capture
            .Data("customerId", id).Data("state", customer.Text("state")).Data("note", customer.Text("note")).Build());
    }

    /// <summary>
    /// Where name, telephone and place of an order's or checkout's person may stand, the first best: the customer, the order, the billing
    /// address, the shipping address unless it names somebody else, the customer's own addresses.
    /// </summary>
    public static IEnumerable<ShopAddress> PlacesOf(JsonElement order, JsonElement customer)
    {
        var billing = AddressOf(order.Member("billing_address"));
        var shipping = AddressOf(order.Member("shipping_address"));
        yield return ShopAddress.Of(customer.Text("first_name"), customer.Text("last_name"), customer.Text("phone"));
        yield return ShopAddress.Of(null, null, order.Text("phone"));
        yield return billing;
        if (shipping.MayBeOf(billing))
        {
            yield return shipping;
        }

        yield return AddressOf(customer.Member("default_address"));
        foreach (var address in customer.Items("addresses").Take(10))
        {
            yield return AddressOf(address);
        }
    }

    private static ShopAddress AddressOf(JsonElement address) => new(
        address.Text("first_name"),
        address.Text("last_name"),
        address.Text("phone"),
        address.Text("company"),
        address.Text("city"),
        address.Text("province"),
        address.Text("country_code") ?? address.Text("country"));
}
