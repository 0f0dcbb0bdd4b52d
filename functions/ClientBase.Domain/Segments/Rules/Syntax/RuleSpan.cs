namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Units of a length of time.</summary>
public enum RuleUnit
{
    /// <summary>60 minutes.</summary>
    Hours,

    /// <summary>24 hours.</summary>
    Days,

    /// <summary>7 days of 24 hours.</summary>
    Weeks,

    /// <summary>Calendar months.</summary>
    Months,

    /// <summary>Calendar years.</summary>
    Years,
}

/// <summary>A length of time. Months and years are those of the calendar, counted from the event.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unit">Of what.</param>
/// <remarks>
/// Something of 31 January is a month old on 28 February at the same time of day. Counted from the event on, an age is reached at exactly
/// one instant; counted back from now, it could be reached at several around the end of a month.
/// </remarks>
public readonly record struct RuleSpan(int Count, RuleUnit Unit)
{
    /// <summary>The longest allowed, in its unit: about a hundred years.</summary>
    public int MaxCount => Unit switch
    {
        RuleUnit.Hours => 876_000,
        RuleUnit.Days => 36_500,
        RuleUnit.Weeks => 5_200,
        RuleUnit.Months => 1_200,
        _ => 100,
    };

    /// <summary>A time that is not shorter, whichever months it covers.</summary>
    public TimeSpan AtMost => Unit switch
    {
        RuleUnit.Hours => TimeSpan.FromHours(Count),
        RuleUnit.Days => TimeSpan.FromDays(Count),
        RuleUnit.Weeks => TimeSpan.FromDays(7L * Count),
        RuleUnit.Months => TimeSpan.FromDays(31L * Count),
        _ => TimeSpan.FromDays(366L * Count),
    };

    /// <summary>When something that happened at these UTC ticks is exactly so old.</summary>
    public long ReachedBy(long ticks)
    {
        // The end of the calendar stands for "never": no rule asks about the year 9999.
        if (ticks > DateTime.MaxValue.Ticks - AtMost.Ticks)
        {
            return DateTime.MaxValue.Ticks;
        }

        return Unit switch
        {
            RuleUnit.Months => new DateTime(ticks, DateTimeKind.Utc).AddMonths(Count).Ticks,
            RuleUnit.Years => new DateTime(ticks, DateTimeKind.Utc).AddYears(Count).Ticks,
            _ => ticks + AtMost.Ticks,
        };
    }
}
