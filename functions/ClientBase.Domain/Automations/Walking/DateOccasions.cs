using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;

namespace ClientBase.Domain.Automations.Walking;

/// <summary>When a date of a person lets them enter.</summary>
/// <remarks>Who was born on 29 February has their birthday on the 28th in other years, so that no greeting comes late.</remarks>
public static class DateOccasions
{
    /// <summary>The first instant, not before another; null: never.</summary>
    /// <param name="trigger">What is asked.</param>
    /// <param name="once">How often: a date of the shop's own comes back each year where one enters once a year.</param>
    /// <param name="value">The date as it is kept: <c>1985-05-30</c>, or <c>--05-30</c> without a year.</param>
    /// <param name="from">The instant.</param>
    /// <param name="zone">Where the person lives.</param>
    public static DateTimeOffset? Next(DateTrigger trigger, OncePer once, string? value, DateTimeOffset from, TimeZoneInfo zone)
    {
        if (BirthDates.OfKept(value) is not { } date)
        {
            return null;
        }

        var isYearly = date.Year == BirthDates.NoYear || once == OncePer.Year || trigger.Field == ContactFields.BirthDate;
        if (!isYearly)
        {
            return IsInCalendar(date.DayNumber + trigger.OffsetDays) && InstantOf(date, trigger, zone) is var only && only >= from
                ? only
                : null;
        }

        var year = TimeZoneInfo.ConvertTime(from, zone).Year;
        return Enumerable.Range(year - 1, 4)
            .Select(each => InstantOf(In(date, each), trigger, zone))
            .FirstOrDefault(at => at >= from);
    }

    // "9999-12-31" is how many shops write "never": there is no day after it.
    private static bool IsInCalendar(int day) => day >= 0 && day <= DateOnly.MaxValue.DayNumber;

    private static DateOnly In(DateOnly date, int year) =>
        new(year, date.Month, Math.Min(date.Day, DateTime.DaysInMonth(year, date.Month)));

    private static DateTimeOffset InstantOf(DateOnly date, DateTrigger trigger, TimeZoneInfo zone) =>
        LocalTimes.InstantOf(date.AddDays(trigger.OffsetDays).ToDateTime(trigger.At), zone);
}
