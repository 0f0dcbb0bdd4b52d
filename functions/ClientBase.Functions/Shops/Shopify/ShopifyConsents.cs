using System.Text.Json;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>What Shopify says of a customer's consent to marketing: each statement is as old as it says itself.</summary>
/// <remarks>
/// Of the states <c>subscribed unsubscribed not_subscribed pending redacted invalid</c> the first two are statements of the person; the
/// others say nothing. Up to API version 2024-10 the states stand in customers and orders, since 2025-01 they come by topics of their own.
/// </remarks>
internal static class ShopifyConsents
{
    private const string Email = "email";
    private const string Sms = "sms";

    /// <summary>Says what a customer's record repeats.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="customer">The record.</param>
    /// <param name="typed">The e-mail address of the order, where the record has none.</param>
    public static void SaySnapshot(CaptureBuilder capture, JsonElement customer, string? typed)
    {
        if (StatementIn(customer, "email_marketing_consent") is { } email)
        {
            Repeat(capture, Email, AddressOf(customer.Text("email") ?? typed), email);
        }
        else if (customer.IsTrue("accepts_marketing") && customer.Member("email_marketing_consent").ValueKind != JsonValueKind.Object)
        {
            Repeat(capture, Email, AddressOf(customer.Text("email") ?? typed), (true, customer.Instant("accepts_marketing_updated_at")));
        }

        if (StatementIn(customer, "sms_marketing_consent") is { } sms)
        {
            Repeat(capture, Sms, PhoneOf(customer.Text("phone"), CountryOf(customer)), sms);
        }
    }

    public static WebhookReading ReadEmail(Webhook webhook, JsonElement body) =>
        Read(webhook, body, Email, "email_marketing_consent", AddressOf(body.Text("email_address") ?? body.Text("email")));

    public static WebhookReading ReadSms(Webhook webhook, JsonElement body) =>
        Read(webhook, body, Sms, "sms_marketing_consent", PhoneOf(body.Text("phone") ?? body.Text("phone_number"), webhook.Country));

    private static WebhookReading Read(Webhook webhook, JsonElement body, string channel, string member, string? address)
    {
        var customerId = body.Id("customer_id") ?? body.Id("id");
        if (body.Member(member).Text("state") is not { } state || (customerId is null && address is null))
        {
            return WebhookReading.Useless($"a {member} with a state, or the customer it is of, is missing");
        }

        if (StatementIn(body, member) is not { } said)
        {
            return WebhookReading.NotUsed;
        }

        if (address is null && said.Granted)
        {
            return WebhookReading.Useless("the address that agrees is missing");
        }

        // A withdrawal that names no address is of them all.
        var capture = webhook.Start("consent", body)
            .ShopCustomer(webhook.Shop, customerId)
            .RepeatedConsent(ConsentPurpose.Marketing, channel, address ?? "", said.Granted, said.At ?? webhook.TriggeredAt());
        if (channel == Email)
        {
            capture.FirstEmail(address);
        }
        else
        {
            capture.Phone(PhoneNumber.TryParse(address, null, out var phone) ? phone : null);
        }

        return WebhookReading.Of(capture.Data("customerId", customerId).Data("channel", channel).Data("state", state).Build());
    }

    private static void Repeat(CaptureBuilder capture, string channel, string? address, (bool Granted, DateTimeOffset? At) said)
    {
        if (address is not null)
        {
            capture.RepeatedConsent(ConsentPurpose.Marketing, channel, address, said.Granted, said.At);
        }
    }

    private static (bool Granted, DateTimeOffset? At)? StatementIn(JsonElement thing, string member)
    {
        var consent = thing.Member(member);
        return consent.Text("state") switch
        {
            "subscribed" => (true, consent.Instant("consent_updated_at")),
            "unsubscribed" => (false, consent.Instant("consent_updated_at")),
            _ => null,
        };
    }

    private static string? AddressOf(string? typed) => ShopPerson.FirstEmail(typed)?.Value;

    private static string? PhoneOf(string? typed, string? country) =>
        PhoneNumber.TryParse(typed, country, out var phone) ? phone.Value : null;

    private static string? CountryOf(JsonElement customer) => customer.Member("default_address").Text("country_code");
}
