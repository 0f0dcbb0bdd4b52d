using System.Globalization;

namespace ClientBase.Domain.Analytics;

/// <summary>What a report is divided by. Weeks are ISO 8601: from Monday.</summary>
public enum Granularity
{
    /// <summary>Calendar days.</summary>
    Day,

    /// <summary>ISO weeks.</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,

    /// <summary>Quarters of a year.</summary>
    Quarter,
}

/// <summary>A stretch of time, the end not included.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">The instant it ends before.</param>
/// <exception cref="ArgumentException">It ends before it begins.</exception>
public sealed record Period(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Its first instant, UTC.</summary>
    public DateTimeOffset From { get; } = From.ToUniversalTime();

    /// <summary>The instant it ends before, UTC.</summary>
    public DateTimeOffset To { get; } = To >= From
        ? To.ToUniversalTime()
        : throw new ArgumentException("A period ends no earlier than it begins.", nameof(To));

    /// <summary>The period of equal length just before; shorter when there is not that much time before it.</summary>
    public Period Before() => new(From - DateTimeOffset.MinValue < To - From ? DateTimeOffset.MinValue : From - (To - From), From);

    /// <summary>Whether an instant lies in it.</summary>
    public bool Has(DateTimeOffset instant) => instant >= From && instant < To;
}

/// <summary>A day, week, month or quarter, or the part of it that lies in a report's period.</summary>
/// <param name="Label"><c>2026-03-01</c>, <c>2026-W09</c>, <c>2026-03</c> or <c>2026-Q1</c>.</param>
/// <param name="From">Its first instant, UTC.</param>
/// <param name="To">The instant it ends before, UTC.</param>
/// <param name="Complete">False when only a part of it is reported: its figures do not compare with the others.</param>
public sealed record CalendarPeriod(string Label, DateTimeOffset From, DateTimeOffset To, bool Complete)
{
    internal Period Period => new(From, To);
}

/// <summary>The days, weeks, months or quarters of a place at a fixed offset from UTC.</summary>
/// <param name="granularity">What time is divided by.</param>
/// <param name="offset">Local time less UTC, within 14 hours.</param>
public sealed class PeriodCalendar(Granularity granularity, TimeSpan offset = default)
{
    /// <summary>A report of more parts is refused.</summary>
    public const int MaxPeriods = 4000;

    private const int MonthsPerQuarter = 3;

    private readonly TimeSpan _offset = offset.Duration() <= TimeSpan.FromHours(14)
        ? offset
        : throw new ArgumentOutOfRangeException(nameof(offset), "Local time is within 14 hours of UTC.");

    /// <summary>Divides a period, without gaps; its first and last part may be incomplete.</summary>
    /// <exception cref="ArgumentException">It has more than <see cref="MaxPeriods"/> parts.</exception>
    public IReadOnlyList<CalendarPeriod> Split(Period period)
    {
        if (period.From == period.To)
        {
            return [];
        }

        var (first, last) = (Index(period.From), Index(period.To.AddTicks(-1)));
        if (last - first >= MaxPeriods)
        {
            throw new ArgumentException(
                $"The period has more than {MaxPeriods} parts: take longer ones or a shorter period.", nameof(period));
        }

        return [.. Enumerable.Range(first, last - first + 1).Select(index => Part(index, period))];
    }

    /// <summary>The number of the day, week, month or quarter an instant lies in; the next one has the next number.</summary>
    internal int Index(DateTimeOffset instant)
    {
        var local = Clamp(instant.UtcTicks + _offset.Ticks);
        var month = ((local.Year - 1) * 12) + local.Month - 1;
        var day = (int)(local.Ticks / TimeSpan.TicksPerDay);
        return granularity switch
        {
            Granularity.Day => day,
            Granularity.Week => day / 7, // Day 0, the first of January of the year 1, is a Monday.
            Granularity.Month => month,
            _ => month / MonthsPerQuarter,
        };
    }

    /// <summary>The day, week, month or quarter of a number; incomplete if it is not over at an instant.</summary>
    internal CalendarPeriod Whole(int index, DateTimeOffset asOf) =>
        new(Label(index), Start(index), Start(index + 1), Start(index + 1) <= asOf);

    private CalendarPeriod Part(int index, Period period)
    {
        var (start, end) = (Start(index), Start(index + 1));
        return new CalendarPeriod(
            Label(index),
            start > period.From ? start : period.From,
            end < period.To ? end : period.To,
            Complete: start >= period.From && end <= period.To);
    }

    private DateTimeOffset Start(int index) => new(Clamp(LocalStart(index).Ticks - _offset.Ticks), TimeSpan.Zero);

    private DateTime LocalStart(int index)
    {
        switch (granularity)
        {
            case Granularity.Day or Granularity.Week:
                return Clamp(index * (granularity == Granularity.Day ? 1L : 7L) * TimeSpan.TicksPerDay);
            default:
                var month = granularity == Granularity.Month ? index : index * MonthsPerQuarter;
                return month / 12 >= 9999
                    ? DateTime.MaxValue
                    : new DateTime((month / 12) + 1, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        }
    }

    private string Label(int index)
    {
        var start = LocalStart(index);
        return granularity switch
        {
            Granularity.Day => start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Granularity.Week => string.Create(
                CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(start):d4}-W{ISOWeek.GetWeekOfYear(start):d2}"),
            Granularity.Month => start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => string.Create(CultureInfo.InvariantCulture, $"{start.Year:d4}-Q{((start.Month - 1) / MonthsPerQuarter) + 1}"),
        };
    }

    private static DateTime Clamp(long ticks) => new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
}
