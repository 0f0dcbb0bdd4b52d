using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Functions.Forms.Defining;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Reads a posted form as a capture.</summary>
internal sealed class FormMapping(string formId, FormDefinition form, FormPost post, string defaultCountry)
{
    private const int MaxNameLength = 100;
    private const int MaxWritten = 250_000; // On the timeline, as written in JSON: an entry shares a batch of 4 MiB with the card.

    private static readonly HashSet<string> NotCustom = new(StringComparer.Ordinal)
    {
        "email", "phone", "name", "message", "productId", "rating", "score", "referralCode", "promoCode", "visitorId",
        "consent_processing", "consent_marketing", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term",
        FormPost.Honeypot, FormPost.Started,
    };

    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    /// <summary>Why the post is refused, by field. Empty after <see cref="ToCapture"/> when it is not.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    // Whose habit decides how telephones and dates are read.
    private string Country => Countries.CodeOf(post[ContactFields.Country]) ?? defaultCountry;

    /// <summary>The capture; to be used only when there are no <see cref="Errors"/>.</summary>
    /// <param name="captureId">Id of the capture.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="clientAddress">Network address it came from, kept as evidence with a consent.</param>
    public CapturedEvent ToCapture(string captureId, DateTimeOffset at, string clientAddress)
    {
        CheckFields();
        var email = Email();
        var phone = Phone();
        var capture = new CaptureBuilder(captureId, $"form:{formId}", "form", at)
            .Email(email)
            .Phone(phone)
            .Name(NameReader.Read(post["name"]))
            .Name(post[ContactFields.FirstName], post[ContactFields.LastName], post[ContactFields.Patronymic]);
        foreach (var field in ContactFields.Known.Except([ContactFields.FirstName, ContactFields.LastName, ContactFields.Patronymic]))
        {
            capture.Field(field, field == ContactFields.BirthDate ? BirthDate(at) : post[field]);
        }

        foreach (var name in CustomNames())
        {
            capture.Field(ContactFields.CustomPrefix + name, post[name]);
        }

        Consents(capture, email, phone, clientAddress);
        foreach (var (name, value) in post.Values.Where(field => field.Key is not (FormPost.Honeypot or FormPost.Started)))
        {
            capture.Data(name, value);
        }

        if (!capture.HasKeys)
        {
            Refuse("email", "give an e-mail address or a phone, so that we know whose this is");
        }

        return capture.Data("form", formId).Data("captureId", captureId).Build();
    }

    private void CheckFields()
    {
        foreach (var field in (form.Fields ?? []).Where(field => field.Required && post[field.Name] is null))
        {
            Refuse(field.Name, "is required");
        }

        foreach (var name in post.Values.Keys.Where(name => name.Length is 0 or > MaxNameLength || name.Any(char.IsControl)))
        {
            Refuse(
                name.Length > MaxNameLength ? name[..MaxNameLength] : name, $"field names have 1 to {MaxNameLength} printable characters");
        }

        foreach (var name in ContactFields.Known.Append("name").Where(name => post[name] is { } value && !CardLimits.Fits(name, value)))
        {
            Refuse(name, $"at most {CardLimits.MaxField} characters");
        }

        if (post.Values.Sum(field => CardLimits.WrittenLength(field.Key) + CardLimits.WrittenLength(field.Value)) > MaxWritten)
        {
            Refuse("message", $"the form is too long: at most {MaxWritten} characters in all its fields");
        }
    }

    private EmailAddress? Email()
    {
        if (post["email"] is { } typed && !EmailAddress.TryParse(typed, out _))
        {
            Refuse("email", "is not an e-mail address, such as name@example.com");
        }

        return EmailAddress.TryParse(post["email"], out var email) ? email : null;
    }

    private PhoneNumber? Phone()
    {
        if (post["phone"] is { } typed && !PhoneNumber.TryParse(typed, Country, out _))
        {
            Refuse("phone", "is not a telephone number: write it with the country code, such as +7 916 123-45-67");
        }

        return PhoneNumber.TryParse(post["phone"], Country, out var phone) ? phone : null;
    }

    private string? BirthDate(DateTimeOffset at)
    {
        if (post[ContactFields.BirthDate] is not { } typed)
        {
            return null;
        }

        var read = BirthDates.Read(typed, Country, DateOnly.FromDateTime(at.UtcDateTime));
        if (read.Reason is null or "placeholder")
        {
            return read.Value;
        }

        Refuse(ContactFields.BirthDate, read.Reason switch
        {
            "in-future" => "is in the future",
            "no-such-day" => "is no day of the calendar",
            _ => "is not a date, such as 1990-12-31 or 31.12.1990",
        });
        return null;
    }

    private IEnumerable<string> CustomNames() =>
        post.Values.Keys.Where(name => name.Length > 0 && !NotCustom.Contains(name) && !ContactFields.Known.Contains(name));

    private void Consents(CaptureBuilder capture, EmailAddress? email, PhoneNumber? phone, string clientAddress)
    {
        var version = form.ConsentText?.GetValueOrDefault("version");
        if (post.Answer("consent_processing") is { } processing)
        {
            capture.Consent(ConsentPurpose.Processing, "any", "", processing, version, clientAddress);
        }

        if (post.Answer("consent_marketing") is not { } marketing)
        {
            return;
        }

        if (email is not null)
        {
            capture.Consent(ConsentPurpose.Marketing, "email", email.Value, marketing, version, clientAddress);
        }

        if (phone is not null)
        {
            capture.Consent(ConsentPurpose.Marketing, "sms", phone.Value, marketing, version, clientAddress);
        }
    }

    private void Refuse(string field, string why) =>
        _errors[field] = _errors.TryGetValue(field, out var known) ? [.. known, why] : [why];
}
