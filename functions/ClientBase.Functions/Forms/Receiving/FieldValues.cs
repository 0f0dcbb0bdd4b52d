using ClientBase.Domain;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Forms;
using ClientBase.Functions.Forms.Bodies;
using ClientBase.Functions.Forms.Defining;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Reads the values of a post.</summary>
/// <remarks>
/// What cannot be read is kept as written and flagged, so that a slip in a telephone does not lose a lead whose e-mail is good. It is
/// refused only where the form requires the field: there its reader can mend it.
/// </remarks>
internal sealed class FieldValues(FormDefinition form, FormPost post, string country, FormErrors errors)
{
    public static readonly LocalText NoEmail = new(
        "is not an e-mail address, such as name@example.com", "это не адрес почты: он пишется так — name@example.com");

    public static readonly LocalText NoPhone = new(
        "is not a telephone number: write it with the country code, such as +7 916 123-45-67",
        "это не номер телефона: напишите его с кодом страны, например +7 916 123-45-67");

    private readonly List<Dictionary<string, object?>> _flags = [];

    /// <summary>What could not be read, as the timeline keeps it.</summary>
    public List<Dictionary<string, object?>> Flags => _flags;

    public EmailAddress? Email()
    {
        if (post["email"] is not { } typed || EmailAddress.TryParse(typed, out var email))
        {
            return EmailAddress.TryParse(post["email"], out email) ? email : null;
        }

        Unreadable("email", "not-an-address", NoEmail);
        return null;
    }

    public PhoneNumber? Phone()
    {
        if (post["phone"] is not { } typed || PhoneNumber.TryParse(typed, country, out var phone))
        {
            return PhoneNumber.TryParse(post["phone"], country, out phone) ? phone : null;
        }

        Unreadable("phone", "not-a-number", NoPhone);
        return null;
    }

    /// <summary>A field that the card has, in the form it has there; null when there is none or it cannot be read.</summary>
    public string? OfCard(string name, DateTimeOffset at)
    {
        var value = name switch
        {
            ContactFields.BirthDate => BirthDate(at),
            KnownField.Sex => Read(KnownField.Sex, FieldReading.Sex, "not-a-sex", new("is neither m nor f", "это не «м» и не «ж»")),
            _ => post[name],
        };
        if (value is not null && !CardLimits.Fits(name, value))
        {
            Flag(name, "too-long");
        }

        return value;
    }

    public int? Score() => ReadValue(
        KnownField.Score, FieldReading.Score, "not-a-score", new("is no whole number from 0 to 10", "это не целое число от 0 до 10"));

    public decimal? Rating() => ReadValue(
        KnownField.Rating, FieldReading.Rating, "not-a-rating", new("is no number from 1 to 5", "это не число от 1 до 5"));

    public string? LoyaltyCard() => Read(
        CardField,
        FieldReading.LoyaltyCard,
        "not-a-card",
        new("is no number of a card: letters and digits as printed on it", "это не номер карты: буквы и цифры, как на самой карте"));

    /// <summary>Looks at the fields of the shop's own that are numbers, dates or choices.</summary>
    public void CheckOwn()
    {
        foreach (var field in form.Asked.Where(field => KnownField.Find(FieldNames.Of(field.Name)) is null && post[field.Name] is not null))
        {
            var typed = post[field.Name]!;
            if (field.Kind == FormInput.Number && FieldReading.Number(typed) is null)
            {
                Unreadable(field.Name, "not-a-number", new("is no number", "это не число"));
            }
            else if (field.Kind == FormInput.Choice && field.Options is { Count: > 0 } options
                && !options.Contains(typed, StringComparer.OrdinalIgnoreCase))
            {
                Flag(field.Name, "not-an-option");
            }
        }
    }

    /// <summary>Notes that a field was not read as it was written.</summary>
    public void Flag(string field, string reason)
    {
        if (!_flags.Any(flag => Equals(flag["field"], field)))
        {
            _flags.Add(new Dictionary<string, object?> { ["field"] = field, ["reason"] = reason });
        }
    }

    // On a card's own questionnaire other names of the field are clear too.
    private string CardField => form.Meaning.Id == "loyalty-card"
        ? post.All.Keys.FirstOrDefault(name => FieldNames.Guess(name) == KnownField.LoyaltyCard) ?? KnownField.LoyaltyCard
        : KnownField.LoyaltyCard;

    private string? BirthDate(DateTimeOffset at)
    {
        if (post[ContactFields.BirthDate] is not { } typed)
        {
            return null;
        }

        var read = BirthDates.Read(typed, country, DateOnly.FromDateTime(at.UtcDateTime));
        if (read.Reason is null or "placeholder")
        {
            return read.Value; // A blank in disguise says nothing.
        }

        Unreadable(ContactFields.BirthDate, read.Reason, read.Reason switch
        {
            "in-future" => new("is in the future", "этот день ещё не наступил"),
            "no-such-day" => new("is no day of the calendar", "такого дня нет в календаре"),
            _ => new("is not a date, such as 1990-12-31 or 31.12.1990", "это не дата: она пишется так — 31.12.1990"),
        });
        return null;
    }

    private string? Read(string name, Func<string, string?> read, string reason, LocalText why)
    {
        if (post[name] is not { } typed || read(typed) is { } value)
        {
            return post[name] is { } again ? read(again) : null;
        }

        Unreadable(name, reason, why);
        return null;
    }

    private T? ReadValue<T>(string name, Func<string, T?> read, string reason, LocalText why)
        where T : struct
    {
        var value = post[name] is { } typed ? read(typed) : null;
        if (value is null && post[name] is not null)
        {
            Unreadable(name, reason, why);
        }

        return value;
    }

    private void Unreadable(string field, string reason, LocalText why)
    {
        if ((form.Fields ?? []).Any(asked => asked.Required && FieldNames.Of(asked.Name) == field))
        {
            errors.Add(field, why);
        }
        else
        {
            Flag(field, reason);
        }
    }
}
