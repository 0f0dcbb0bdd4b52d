using System.Globalization;

namespace ClientBase.Domain.Segments.Families;

/// <summary>Whose birthday is soon.</summary>
public static class Birthdays
{
    /// <summary>Its segment under the thresholds given.</summary>
    public static Segment Soon(SegmentOptions options) => new(
        Text($"birthday-{options.BirthdayDays}d"),
        new(Text($"Birthday within {options.BirthdayDays} days"), Text($"День рождения в ближайшие {options.BirthdayDays} дн.")),
        Text($"birthday within {options.BirthdayDays} days"),
        new(
            Text($"the birthday is today or in the next {options.BirthdayDays} days"),
            Text($"день рождения сегодня или в ближайшие {options.BirthdayDays} дн.")),
        (in Customer customer) => customer.Facts.Profile.Birthday is { } born
            && DaysUntil(born, DateOnly.FromDateTime(customer.AsOf.UtcDateTime)) <= options.BirthdayDays);

    /// <summary>
    /// Days from a date until the next birthday; 0 on the day. People born on 29 February have it on the 28th in other years.
    /// </summary>
    public static int DaysUntil(DateOnly born, DateOnly from)
    {
        var thisYear = In(born, from.Year);
        var next = thisYear >= from ? thisYear : In(born, from.Year + 1);
        return next.DayNumber - from.DayNumber;
    }

    private static DateOnly In(DateOnly born, int year) =>
        new(year, born.Month, Math.Min(born.Day, DateTime.DaysInMonth(year, born.Month)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
