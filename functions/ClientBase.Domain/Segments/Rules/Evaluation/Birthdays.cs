using ClientBase.Domain.Contacts.Dates;

namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>
/// Birthdays by UTC dates. People born on 29 February have it on the 28th in other years, so that no greeting comes late.
/// </summary>
internal static class Birthdays
{
    /// <summary>The birthday in a year; null before the birth and beyond the calendar.</summary>
    private static DateOnly? In(DateOnly born, int year) =>
        year < born.Year || year > DateOnly.MaxValue.Year ? null : born.AddYears(year - born.Year);

    /// <summary>The next birthday, today's included; null beyond the calendar.</summary>
    public static DateOnly? Next(DateOnly born, DateOnly today)
    {
        if (today <= born)
        {
            return born;
        }

        return In(born, today.Year) is { } thisYear && thisYear >= today ? thisYear : In(born, today.Year + 1);
    }

    /// <summary>Full years; null before the birth, and where its year is not known.</summary>
    public static int? Age(DateOnly born, DateOnly today) =>
        today < born || born.Year == BirthDates.NoYear ? null : today.Year - born.Year - (In(born, today.Year) > today ? 1 : 0);
}
