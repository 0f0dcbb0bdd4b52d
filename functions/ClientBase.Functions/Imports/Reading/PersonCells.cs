using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;

namespace ClientBase.Functions.Imports.Reading;

/// <summary>Reads who a row is about. What cannot be read is noted and kept on the timeline as it is written.</summary>
internal sealed class PersonCells(ImportState import, ImportRow row, CaptureBuilder capture, string defaultCountry)
{
    private const string NoPhone = "is not a telephone number: write it with the country code, such as +7 916 123-45-67";

    private static readonly HashSet<string> Yes = ["true", "yes", "y", "on", "1", "да", "д", "subscribed", "подписан", "подписана", "+"];
    private static readonly HashSet<string> No =
    [
        "false", "no", "n", "off", "0", "нет", "н", "unsubscribed", "отписан", "отписана", "отписался", "-",
    ];

    private static readonly HashSet<string> Silence =
    [
        "never_subscribed", "never subscribed", "not_subscribed", "not subscribed", "pending", "неизвестно", "n/a",
    ];

    private static readonly string[] NotCopied =
        [ContactFields.FirstName, ContactFields.LastName, ContactFields.Patronymic, ContactFields.BirthDate];

    private readonly List<EmailAddress> _emails = [];
    private readonly List<PhoneNumber> _phones = [];

    private string Country => row[ContactFields.Country] is { Length: 2 } code ? code.ToUpperInvariant() : defaultCountry;

    /// <summary>Adds everything.</summary>
    /// <returns>Whether the row names anybody.</returns>
    public bool Add()
    {
        AddKeys();
        AddName();
        foreach (var field in ContactFields.Known.Except(NotCopied))
        {
            AddField(field, row[field]);
        }

        AddBirthDate();
        AddConsents();
        return capture.HasKeys;
    }

    /// <summary>Adds the fields of the shop's own.</summary>
    public void AddCustom(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            AddField(field, row[field]);
        }
    }

    private void AddKeys()
    {
        foreach (var (column, text) in row.Cells(ImportFields.Email))
        {
            foreach (var part in Parts(text, one => EmailAddress.TryParse(one, out _)))
            {
                if (EmailAddress.TryParse(part, out var email))
                {
                    _emails.Add(email);
                    capture.Email(email);
                }
                else
                {
                    Keep(ImportFields.Email, column, part, "is not an e-mail address, such as name@example.com");
                }
            }
        }

        foreach (var (column, text) in row.Cells(ImportFields.Phone))
        {
            foreach (var part in Parts(text, one => PhoneNumber.TryParse(one, Country, out _)))
            {
                if (PhoneNumber.TryParse(part, Country, out var phone))
                {
                    _phones.Add(phone);
                    capture.Phone(phone);
                }
                else
                {
                    Keep(ImportFields.Phone, column, part, NoPhone);
                }
            }
        }

        capture.ShopCustomer(import.Shop, row[ImportFields.ExternalId]);
    }

    // Several in one cell, only where the whole is not one.
    private static string[] Parts(string text, Func<string, bool> isOne) => isOne(text)
        ? [text]
        : text.Split([',', ';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private void AddName()
    {
        var whole = PersonName.Parse(row[ImportFields.Name]);
        capture.Name(new PersonName(
            PersonName.Clean(row[ContactFields.FirstName]) ?? whole.First,
            PersonName.Clean(row[ContactFields.LastName]) ?? whole.Last,
            PersonName.Clean(row[ContactFields.Patronymic]) ?? whole.Patronymic));
    }

    private void AddField(string field, string? text)
    {
        if (text is not null && !CardLimits.Fits(field, text))
        {
            var column = row.Cells(field).First().Column;
            Keep(field, column, text, $"is too long for the card ({text.Length} characters): it stays on the timeline");
            return;
        }

        capture.Field(field, text);
    }

    private void AddBirthDate()
    {
        if (row[ContactFields.BirthDate] is not { } typed)
        {
            return;
        }

        var read = BirthDates.Read(typed, Country, DateOnly.FromDateTime(import.At.UtcDateTime));
        if (read.Value is { } date)
        {
            capture.Field(ContactFields.BirthDate, date);
            return;
        }

        Keep(ContactFields.BirthDate, row.Cells(ContactFields.BirthDate).First().Column, typed, read.Reason switch
        {
            "in-future" => "is in the future",
            "no-such-day" => "is no day of the calendar",
            _ => "is not a date of birth, such as 1990-12-31 or 31.12.1990",
        });
    }

    private void AddConsents()
    {
        var at = row.Time(ImportFields.ConsentAt);
        var (marketing, hasLeft) = (Answer(ImportFields.Marketing), row.Time(ImportFields.UnsubscribedAt));
        if (Answer(ImportFields.Processing) is { } processing)
        {
            capture.ListedConsent(ConsentPurpose.Processing, "any", "", processing, at);
        }

        // A provider's list tells a yes by its time alone, and that somebody left by another.
        var byEmail = Answer(ImportFields.EmailConsent) ?? marketing ?? (hasLeft is not null ? false : at is not null ? true : (bool?)null);
        var bySms = Answer(ImportFields.SmsConsent) ?? marketing;
        foreach (var email in byEmail is null ? [] : _emails)
        {
            capture.ListedConsent(ConsentPurpose.Marketing, "email", email.Value, byEmail!.Value && hasLeft is null, hasLeft ?? at);
        }

        foreach (var phone in bySms is null ? [] : _phones)
        {
            capture.ListedConsent(ConsentPurpose.Marketing, "sms", phone.Value, bySms!.Value, at);
        }
    }

    private bool? Answer(string field)
    {
        if (row[field] is not { } typed)
        {
            return null;
        }

        var word = typed.ToLowerInvariant();
        if (Yes.Contains(word) || No.Contains(word))
        {
            return Yes.Contains(word);
        }

        if (!Silence.Contains(word))
        {
            Keep(field, row.Cells(field).First().Column, typed, "is neither a yes nor a no, so it says nothing: write yes or no");
        }

        return null;
    }

    private void Keep(string field, string column, string text, string why)
    {
        row.Flaws.Add(new Flaw(row.Number, column, text, why));
        capture.Data(field, text);
    }
}
