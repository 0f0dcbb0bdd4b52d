using System.Text.Json;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>WooCommerce's customers, and where in a body the facts about a person may stand.</summary>
internal static class WooCommerceCustomers
{
    public static WebhookReading Read(Webhook webhook, JsonElement customer)
    {
        if (customer.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A customer", ("id", false));
        }

        return WebhookReading.Of(webhook.Start("customer", id, webhook.ModifiedAt(customer))
            .Since(WooCommerceCaptures.CreatedAt(customer))
            .ShopCustomer(webhook.Shop, id)
            .FirstEmail(customer.Text("email"), customer.Member("billing").Text("email"))
            .Person(webhook.Country, PlacesOf(customer))
            .Data("customerId", id).Data("username", customer.Text("username"))
            .Build());
    }

    /// <summary>
    /// Where name, telephone and place may stand, the first best: the customer, the billing address, the shipping address unless it names
    /// somebody else.
    /// </summary>
    public static IEnumerable<ShopAddress> PlacesOf(JsonElement thing)
    {
        var billing = AddressOf(thing.Member("billing"));
        var shipping = AddressOf(thing.Member("shipping"));
        yield return ShopAddress.Of(thing.Text("first_name"), thing.Text("last_name"));
        yield return billing;
        if (shipping.MayBeOf(billing))
        {
            yield return shipping;
        }
    }

    private static ShopAddress AddressOf(JsonElement address) => new(
        address.Text("first_name"),
        address.Text("last_name"),
        address.Text("phone"),
        address.Text("company"),
        address.Text("city"),
        address.Text("state"),
        address.Text("country"));
}
