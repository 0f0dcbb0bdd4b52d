using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Domain.Tests.Sending;

/// <summary>Cards as one capture makes them.</summary>
internal static class Cards
{
    public const string Ana = "0a0123456789abcdefghjkmnpq";

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Who agreed to marketing mail and has an address.</summary>
    public static Contact Agreed { get; } = Saying(says => says.Mail("ana@example.com").Agrees("email"));

    public static Contact Saying(Func<CaptureBuilder, CaptureBuilder> says, int minute = 0) =>
        says(new CaptureBuilder($"c{minute}", "form:news", "form", Noon.AddMinutes(minute))).Build().Says with { Id = Ana };

    public static CaptureBuilder Mail(this CaptureBuilder capture, string typed) => capture.Email(Address(typed));

    public static CaptureBuilder Bounces(this CaptureBuilder capture, string typed) => capture.Bounced(Address(typed));

    public static CaptureBuilder Call(this CaptureBuilder capture, string typed)
    {
        Assert.True(PhoneNumber.TryParse(typed, null, out var phone));
        return capture.Phone(phone);
    }

    public static CaptureBuilder Agrees(this CaptureBuilder capture, string channel, string address = "", bool granted = true) =>
        capture.Consent(ConsentPurpose.Marketing, channel, address, granted);

    private static EmailAddress Address(string typed)
    {
        Assert.True(EmailAddress.TryParse(typed, out var email));
        return email;
    }
}
