using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>InSales's clients, and where in a body the facts about a person may stand.</summary>
internal static class InSalesClients
{
    private const string Company = "Client::Juridical";

    public static WebhookReading Read(Webhook webhook, JsonElement client)
    {
        if (client.Id("id") is not { } id)
        {
            return WebhookReading.Incomplete("A client", ("id", false));
        }

        var capture = webhook.Start("customer", id, webhook.ChangedAt(client)).Since(client.Instant("created_at"));
        SayPerson(capture, webhook, default, client);
        if (client.Instant("updated_at") > client.Instant("created_at"))
        {
            SaySubscription(capture, client, isNoHeard: true);
        }

        return WebhookReading.Of(capture.Data("customerId", id).Build()) with { ToRead = new ThingToRead("client/update", id) };
    }

    /// <summary>Says who the person of an order, or a client alone, is.</summary>
    public static void SayPerson(CaptureBuilder capture, Webhook webhook, JsonElement order, JsonElement client)
    {
        var own = PersonOf(client);
        var address = AddressOf(order.Member("shipping_address"));
        capture.ShopCustomer(webhook.Shop, client.Id("id"))
            .FirstEmail(client.Text("email"))
            .Person(webhook.Country, address.MayBeOf(own) ? [own, address] : [own])
            .Field(ContactFields.Patronymic, PersonName.Clean(client.Text("middlename")));
        SaySubscription(capture, client, isNoHeard: false);
    }

    // The tick box has no time, and an empty one stands for "never asked" as well as for a withdrawal. Of a client who was changed since
    // it is a withdrawal as far as nobody said anything with a time of its own.
    private static void SaySubscription(CaptureBuilder capture, JsonElement client, bool isNoHeard)
    {
        if (ShopPerson.FirstEmail(client.Text("email")) is { } email && (isNoHeard || client.IsTrue("subscribe"))
            && client.Member("subscribe").ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            capture.UndatedConsent(ConsentPurpose.Marketing, "email", email.Value, client.IsTrue("subscribe"));
        }
    }

    private static ShopAddress PersonOf(JsonElement client)
    {
        var name = NameOf(client);
        return client.Text("type") == Company
            ? new ShopAddress(null, null, client.Text("phone"), client.Text("name"), null, null, null)
            : ShopAddress.Of(name.First, name.Last, client.Text("phone"));
    }

    private static ShopAddress AddressOf(JsonElement address)
    {
        var name = NameOf(address);
        return new ShopAddress(
            name.First, name.Last, address.Text("phone"), null, address.Text("city"), address.Text("state"), address.Text("country"));
    }

    // Shops that ask for one name only have the whole of it in "name".
    private static (string? First, string? Last) NameOf(JsonElement thing)
    {
        var (first, last) = (thing.Text("name"), thing.Text("surname"));
        return last is null && first?.Contains(' ', StringComparison.Ordinal) == true && PersonName.Parse(first) is var whole
            ? (whole.First, whole.Last)
            : (first, last);
    }
}
