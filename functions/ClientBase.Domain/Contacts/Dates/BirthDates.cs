using System.Globalization;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Contacts.Dates;

/// <summary>
/// Reads dates of birth as people type them: in numbers, in the order usual in a country, or with the month in Russian or English words.
/// </summary>
/// <remarks>
/// A time after the date is dropped and never moves the date to another zone. Not read: a month without a day, weekdays, week dates,
/// months in Roman numerals, other calendars, digits other than 0 to 9.
/// </remarks>
public static class BirthDates
{
    /// <summary>The year of a day that was told without one: a leap year, in which nobody was born who is known here.</summary>
    public const int NoYear = 4;

    private const string WithoutYear = "--";

    // 0001-01-01 and 1900-01-01 are what systems write for a missing date, and nobody older shops.
    private static readonly DateOnly Earliest = new(1900, 1, 2);

    /// <summary>Reads a date.</summary>
    /// <param name="typed">What was typed, such as <c>05.05.85</c>, «5 мая 1985 г.», <c>May 5th, 1985</c>.</param>
    /// <param name="country">
    /// ISO 3166 code of the country, whose habit decides between <c>05/06</c> and <c>06/05</c>; null for the day first.
    /// </param>
    /// <param name="today">
    /// Dates after this day are refused, those before 1900-01-02 are placeholders, and a year of two digits is the latest such year that
    /// is not after it.
    /// </param>
    public static BirthDateReading Read(string? typed, string? country, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return BirthDateReading.Refused("empty");
        }

        if (Placeholders.Holds(typed))
        {
            return BirthDateReading.Refused("placeholder");
        }

        var candidates = DateNotation.Candidates(typed, country);
        if (candidates.Count == 0)
        {
            return BirthDateReading.Refused("not-a-date");
        }

        // An order of day and month that gives no such day, or a day in the future, cannot be meant.
        var readings = candidates.Select(candidate => Resolve(candidate, today)).ToArray();
        var possible = readings.Where(reading => reading.Reason is null).Distinct().ToArray();
        if (possible.Length > 0)
        {
            return possible[0] with { IsAmbiguous = possible.Length > 1 };
        }

        return readings.FirstOrDefault(reading => reading.Reason == "in-future") ?? readings[0];
    }

    /// <summary>A date as it is kept (<c>1985-05-30</c>, or <c>--05-30</c> without a year); null: it is none.</summary>
    public static DateOnly? OfKept(string? value)
    {
        var text = value?.StartsWith(WithoutYear, StringComparison.Ordinal) == true ? $"{NoYear:d4}-{value[WithoutYear.Length..]}" : value;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>How a date is kept: the inverse of <see cref="OfKept"/>.</summary>
    public static string ToKept(DateOnly date) =>
        date.ToString(date.Year == NoYear ? $"{WithoutYear}MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static BirthDateReading Resolve(WrittenDate written, DateOnly today)
    {
        if (written.Year is not { } year)
        {
            return IsDay(NoYear, written)
                ? new BirthDateReading(null, new DateOnly(NoYear, written.Month, written.Day))
                : BirthDateReading.Refused("no-such-day");
        }

        if (!written.IsShortYear)
        {
            return Resolve(year, written, today);
        }

        var ofThisCentury = Resolve((today.Year / 100 * 100) + year, written, today);
        return ofThisCentury.Reason is null ? ofThisCentury : Resolve((today.Year / 100 * 100) + year - 100, written, today);
    }

    private static BirthDateReading Resolve(int year, WrittenDate written, DateOnly today)
    {
        if (!IsDay(year, written))
        {
            return BirthDateReading.Refused("no-such-day");
        }

        var date = new DateOnly(year, written.Month, written.Day);
        return date > today ? BirthDateReading.Refused("in-future")
            : date < Earliest ? BirthDateReading.Refused("placeholder")
            : new BirthDateReading(date);
    }

    private static bool IsDay(int year, WrittenDate written) => year is >= 1 and <= 9999
        && written.Month is >= 1 and <= 12
        && written.Day >= 1
        && written.Day <= DateTime.DaysInMonth(year, written.Month);
}
