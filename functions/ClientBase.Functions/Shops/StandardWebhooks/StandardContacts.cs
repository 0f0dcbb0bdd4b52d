using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Shops.StandardWebhooks;

/// <summary>Contacts in the names of form fields; <c>id</c> is the person's id at the sender.</summary>
internal static class StandardContacts
{
    private const int MaxCustomFields = 100;
    private const int MaxNameLength = 100;

    // Read by themselves, or about the visit rather than the person.
    private static readonly HashSet<string> NotCustom = new(StringComparer.Ordinal)
    {
        "id", "email", "phone", "name", "message", "productId", "rating", "score", "referralCode", "promoCode", "visitorId", "updatedAt",
        "createdAt", "consent_processing", "consent_marketing", "consent_marketing_at", "consent_processing_at",
        "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "_hp", "_started",
    };

    public static WebhookReading Read(Webhook webhook, JsonElement contact, DateTimeOffset at)
    {
        var capture = StandardSenderWebhooks.Start(webhook, "customer", at).Since(contact.Instant("createdAt"));
        Say(capture, webhook, contact, at);
        return capture.HasKeys
            ? WebhookReading.Of(capture.Data("customerId", contact.Id("id")).Data("message", contact.Text("message")).Build())
            : WebhookReading.Useless("the id, the email and the phone of a contact are missing: nobody can be found by what it says");
    }

    /// <summary>Says all that is told of a person.</summary>
    public static void Say(CaptureBuilder capture, Webhook webhook, JsonElement contact, DateTimeOffset at)
    {
        var country = contact.Text(ContactFields.Country) is { Length: 2 } code ? code.ToUpperInvariant() : webhook.Country;
        var email = ShopPerson.FirstEmail(contact.Text("email"));
        var phone = PhoneNumber.TryParse(contact.TextOrNumber("phone"), country, out var read) ? read : null;
        capture.ShopCustomer(webhook.Shop, contact.Id("id")).Email(email).Phone(phone).Name(NameOf(contact));
        foreach (var field in ContactFields.Known.Except([ContactFields.FirstName, ContactFields.LastName, ContactFields.Patronymic]))
        {
            capture.Field(field, field == ContactFields.BirthDate ? BirthDate(contact, country, at) : ValueOf(contact.Member(field)));
        }

        SayCustom(capture, contact);
        SayConsents(capture, contact, email, phone);
    }

    private static PersonName NameOf(JsonElement contact)
    {
        var whole = PersonName.Parse(contact.Text("name"));
        return new PersonName(
            PersonName.Clean(contact.Text(ContactFields.FirstName)) ?? whole.First,
            PersonName.Clean(contact.Text(ContactFields.LastName)) ?? whole.Last,
            PersonName.Clean(contact.Text(ContactFields.Patronymic)) ?? whole.Patronymic);
    }

    private static string? BirthDate(JsonElement contact, string? country, DateTimeOffset at) =>
        BirthDates.Read(contact.Text(ContactFields.BirthDate), country, DateOnly.FromDateTime(at.UtcDateTime)).Value;

    private static void SayCustom(CaptureBuilder capture, JsonElement contact)
    {
        var custom = contact.ValueKind == JsonValueKind.Object ? contact.EnumerateObject().ToList() : [];
        foreach (var field in custom.Where(field => IsCustom(field.Name)).Take(MaxCustomFields))
        {
            capture.Field(ContactFields.CustomPrefix + field.Name, ValueOf(field.Value));
        }
    }

    private static bool IsCustom(string name) =>
        name.Length is > 0 and <= MaxNameLength && !name.Any(char.IsControl)
        && !NotCustom.Contains(name) && !ContactFields.Known.Contains(name);

    // A sender repeats what was said to it at some time. With that time, consent_marketing_at, it counts as said then; a yes without one
    // counts only while nobody said anything dated.
    private static void SayConsents(CaptureBuilder capture, JsonElement contact, EmailAddress? email, PhoneNumber? phone)
    {
        if (Answer(contact, "consent_processing") is { } processing)
        {
            capture.RepeatedConsent(ConsentPurpose.Processing, "any", "", processing, contact.Instant("consent_processing_at"));
        }

        if (Answer(contact, "consent_marketing") is not { } marketing)
        {
            return;
        }

        var saidAt = contact.Instant("consent_marketing_at");
        if (email is not null)
        {
            capture.RepeatedConsent(ConsentPurpose.Marketing, "email", email.Value, marketing, saidAt);
        }

        if (phone is not null)
        {
            capture.RepeatedConsent(ConsentPurpose.Marketing, "sms", phone.Value, marketing, saidAt);
        }
    }

    // As in forms: what is neither says nothing.
    private static bool? Answer(JsonElement contact, string name) => ValueOf(contact.Member(name)) switch
    {
        "true" or "on" or "1" or "yes" => true,
        "false" or "off" or "0" or "no" => false,
        _ => null,
    };

    private static string? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Take(MaxCustomFields).Select(ValueOf).OfType<string>()),
        _ => null,
    };
}
