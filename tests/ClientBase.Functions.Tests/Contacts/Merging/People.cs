using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Tests.Contacts.Merging;

/// <summary>Captures of people for tests.</summary>
internal static class People
{
    public static DateTimeOffset Noon { get; } = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A form.</summary>
    public static CapturedEvent Form(
        string id,
        string? email = null,
        string? phone = null,
        string? name = null,
        string? city = null,
        int minute = 0,
        bool? consent = null) =>
        Said(id, "form:test", "form", minute, email, phone, name, consent).Field(ContactFields.City, city).Build();

    /// <summary>An order.</summary>
    public static CapturedEvent Order(
        string id, string order, decimal total, string? customer = null, string? email = null, string? name = null, int minute = 0) =>
        Said(id, "shop:acme", "order", minute, email, null, name, null)
            .ShopCustomer("acme", customer)
            .Order("acme", order, Noon.AddMinutes(minute), total, "RUB", counts: true)
            .Build();

    private static CaptureBuilder Said(
        string id, string source, string kind, int minute, string? email, string? phone, string? name, bool? consent)
    {
        _ = EmailAddress.TryParse(email is null ? null : $"{email}@example.com", out var address);
        _ = PhoneNumber.TryParse(phone is null ? null : $"+7916123450{phone}", null, out var number);
        var capture = new CaptureBuilder(id, source, kind, Noon.AddMinutes(minute))
            .Email(address).Phone(number).Name(new PersonName(name, null, null)).Data("captureId", id);
        return consent is { } granted && address is not null
            ? capture.Consent(ConsentPurpose.Marketing, "email", address.Value, granted)
            : capture;
    }
}
