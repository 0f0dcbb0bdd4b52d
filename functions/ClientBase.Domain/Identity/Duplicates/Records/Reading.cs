using System.Globalization;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Identity.Duplicates.Records;

/// <summary>Turns typed text into the one spelling values are compared in. Null means the cell has no value.</summary>
internal static class Reading
{
    private const int SubscriberDigits = 10; // What is left of a telephone number without +7 or 8, whichever was typed.
    private const int YearFirst = 31;

    /// <summary>The spelling of a kind of field.</summary>
    public static Func<string, string?> Of(PersonField field) => field switch
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

    private static string? Email(string typed) => NullIfEmpty(typed.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal));

    private static string? Phone(string typed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
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
            return day;
        }

        if (parts.Length != 3 || !parts.All(part => part.Length is >= 1 and <= 4 && part.All(char.IsAsciiDigit)))
        {
            return Word(typed);
        }

        var numbers = parts.Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (year, month, dayOfMonth) = parts[0].Length > 2 || numbers[0] > YearFirst
            ? (numbers[0], numbers[1], numbers[2])
            : (numbers[2], numbers[1], numbers[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{year:d4}{month:d2}{dayOfMonth:d2}");
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
