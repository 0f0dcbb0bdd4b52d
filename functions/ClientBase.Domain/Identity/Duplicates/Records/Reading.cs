using System.Globalization;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Records;

/// <summary>Turns typed text into the one spelling values are compared in. Null means the cell has no value.</summary>
internal static class Reading
{
    private const int SubscriberDigits = 10; // What is left of a telephone number without +7 or 8, whichever was typed.
    private const int YearFirst = 31;
    private const string Unset = "19000101"; // What systems write for a missing date; nobody is born before.

    /// <summary>The spelling of a kind of field. What stands where there is no value ("N/A", 0000000000, 1900-01-01) is none.</summary>
    public static Func<string, string?> Of(PersonField field)
    {
        var reading = SpellingOf(field);
        var isName = field is PersonField.FirstName or PersonField.LastName or PersonField.Patronymic;
        return typed => (isName ? Placeholders.IsNobody(typed) : Placeholders.Holds(typed)) ? null : reading(typed);
    }

    private static Func<string, string?> SpellingOf(PersonField field) => field switch
    {
        PersonField.BirthDate => Date,
        PersonField.Email => Email,
        PersonField.Phone => Phone,
        PersonField.Address or PersonField.Address2 => Words,
        _ => Word,
    };

    /// <summary>Letters and digits only, one alphabet, no case.</summary>
    public static string? Word(string typed) => NullIfEmpty(Transliteration.Fold(typed));

    /// <summary>The same, word by word.</summary>
    public static string? Words(string typed)
    {
        var words = typed.Split([' ', ',', '.', ';', '/', '-', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(Transliteration.Fold);
        return NullIfEmpty(string.Join(' ', words.Where(word => word.Length > 0)));
    }

    private static string? Email(string typed)
    {
        var email = typed.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        return Placeholders.IsMailboxName(email.Split('@')[0]) || EmailReader.Read(email).Reason == EmailReasons.Placeholder
            ? null
            : NullIfEmpty(email);
    }

    private static string? Phone(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (PhoneReader.IsNobodys(digits))
        {
            return null;
        }

        return NullIfEmpty(digits.Length > SubscriberDigits ? digits[^SubscriberDigits..] : digits);
    }

    /// <summary>A date as yyyymmdd, whether the calendar has that day or not; other text folded.</summary>
    private static string? Date(string typed)
    {
        // Without the time of day, which exports add.
        var day = typed.Split('T', ' ')[0];
        var parts = day.Split('.', '/', '-');
        if (day.Length == 8 && day.All(char.IsAsciiDigit))
        {
            return Said(day);
        }

        if (parts.Length != 3 || !parts.All(part => part.Length is >= 1 and <= 4 && part.All(char.IsAsciiDigit)))
        {
            return Word(typed);
        }

        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (year, month, dayOfMonth) = parts[0].Length > 2 || numbers[0] > YearFirst
            ? (numbers[0], numbers[1], numbers[2])
            : (numbers[2], numbers[1], numbers[0]);
        return Said(string.Create(CultureInfo.InvariantCulture, $"{year:d4}{month:d2}{dayOfMonth:d2}"));
    }

    private static string? Said(string day) => string.CompareOrdinal(day, Unset) <= 0 ? null : day;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
