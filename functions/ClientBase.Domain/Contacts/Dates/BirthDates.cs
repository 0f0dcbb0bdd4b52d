using System.Globalization;

namespace ClientBase.Domain.Contacts.Dates;

/// <summary>Reads dates of birth as people type them: by numbers in the habit of a country, or with the month in Russian or English words.</summary>
public static class BirthDates
{
    private const int LongestDate = 60;
    private const int LeapYear = 4;

    private static readonly string[] MonthFirst = ["US", "PH", "FM", "MH", "PW", "GU", "PR"];

    // A month is known by its first letters: «мая», «май», "May", "Sept."; the Russian May is shorter than other stems.
    private static readonly string[] RussianMonths = ["янв", "фев", "мар", "апр", "май мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    private static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a date.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="country">ISO 3166 code of the country, whose habit decides between <c>05/06</c> and <c>06/05</c>; null for the day first.</param>
    /// <param name="today">No birth is later; two digits of a year are those of the latest year that is not.</param>
    public static BirthDateReading Read(string? typed, string? country, DateOnly today)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0)
        {
            return BirthDateReading.Refused("empty");
        }

        if (text.Length > LongestDate || Parts(text) is not { } parts)
        {
            return BirthDateReading.Refused("not-a-date");
        }

        return parts.Month is { } month ? FromWords(month, parts.Numbers, today) : FromNumbers(parts.Numbers, country, today);
    }

    private static BirthDateReading FromWords(int month, List<string> numbers, DateOnly today) => numbers switch
    {
        [var day] when Number(day) <= 31 => Of(null, month, Number(day), today, false),
        [var year, var day] when year.Length == 4 => Of(Number(year), month, Number(day), today, false),
        [var day, var year] => Of(Year(year, month, Number(day), today), month, Number(day), today, false),
        _ => BirthDateReading.Refused("not-a-date"),
    };

    private static BirthDateReading FromNumbers(List<string> numbers, string? country, DateOnly today)
    {
        switch (numbers)
        {
            case [{ Length: 8 } whole]:
                return Of(Number(whole[..4]), Number(whole[4..6]), Number(whole[6..]), today, false);
            case [{ Length: 4 } year, var month, var day]:
                return Of(Number(year), Number(month), Number(day), today, false);
            case [{ Length: <= 2 } first, { Length: <= 2 } second, { Length: 2 or 4 } year]:
                return InHabit(Number(first), Number(second), year, country, today);
            case [{ Length: <= 2 } first, { Length: <= 2 } second]:
                return InHabit(Number(first), Number(second), null, country, today);
            default:
                return BirthDateReading.Refused("not-a-date");
        }
    }

    // What the habit makes impossible is read the other way round: 13/25 has but one meaning.
    private static BirthDateReading InHabit(int first, int second, string? year, string? country, DateOnly today)
    {
        var isMonthFirst = MonthFirst.Contains(country?.ToUpperInvariant());
        var (day, month) = isMonthFirst ? (second, first) : (first, second);
        var isAmbiguous = day <= 12 && month <= 12 && day != month;
        (day, month) = month > 12 && day <= 12 ? (month, day) : (day, month);
        return Of(year is null ? null : Year(year, month, day, today), month, day, today, isAmbiguous);
    }

    private static BirthDateReading Of(int? year, int month, int day, DateOnly today, bool isAmbiguous)
    {
        if (year is < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year ?? LeapYear, month))
        {
            return BirthDateReading.Refused("no-such-day");
        }

        var date = new DateOnly(year ?? LeapYear, month, day);
        return year is null ? new BirthDateReading(null, date, isAmbiguous)
            : date > today ? BirthDateReading.Refused("in-future")
            : new BirthDateReading(date, IsAmbiguous: isAmbiguous);
    }

    /// <summary>The numbers of a text and the month named in it; null when anything else is there.</summary>
    private static (List<string> Numbers, int? Month)? Parts(string text)
    {
        var numbers = new List<string>();
        int? month = null;

        // "--05-30" is how a day without a year is written in ISO.
        var separated = text.StartsWith("--", StringComparison.Ordinal) && text.Split('-', StringSplitOptions.RemoveEmptyEntries) is [var m, var d]
            ? $"{d}.{m}"
            : text;
        foreach (var word in Words(separated))
        {
            if (char.IsAsciiDigit(word[0]))
            {
                numbers.Add(word);
            }
            else if (MonthOf(word) is { } named && month is null)
            {
                month = named;
            }
            else if (word is not ("г" or "год" or "года" or "st" or "nd" or "rd" or "th" or "of"))
            {
                return null;
            }
        }

        return numbers.Count is >= 1 and <= 3 && numbers.All(number => number.Length <= 8) ? (numbers, month) : null;
    }

    // Runs of digits and runs of letters.
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i == text.Length || Kind(text[i]) != Kind(text[start]))
            {
                if (Kind(text[start]) > 0)
                {
                    yield return text[start..i].ToLowerInvariant();
                }

                start = i;
            }
        }
    }

    private static int Kind(char c) => char.IsAsciiDigit(c) ? 1 : char.IsLetterOrDigit(c) ? 2 : c is ' ' or '.' or ',' or '/' or '-' or '\u00a0' ? 0 : 3;

    private static int? MonthOf(string word) => Find(RussianMonths, word) ?? Find(EnglishMonths, word);

    private static int? Find(string[] months, string word)
    {
        var index = Array.FindIndex(months, month => month.Split(' ').Any(stem => word.StartsWith(stem, StringComparison.Ordinal)));
        return index < 0 ? null : index + 1;
    }

    // Two digits are the latest year that makes no birth in the future.
    private static int Year(string digits, int month, int day, DateOnly today)
    {
        var number = Number(digits);
        if (digits.Length > 2)
        {
            return number;
        }

        var year = (today.Year / 100 * 100) + number;
        return (year, month, day).CompareTo((today.Year, today.Month, today.Day)) > 0 ? year - 100 : year;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
