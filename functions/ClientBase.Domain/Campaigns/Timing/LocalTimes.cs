namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>Instants by clocks on people's walls.</summary>
public static class LocalTimes
{
    /// <summary>When a clock somewhere shows a time. One that is skipped in spring is shown half an hour or more later.</summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(wall))
        {
            wall = wall.AddMinutes(30);
        }

        return new DateTimeOffset(wall, zone.GetUtcOffset(wall)).ToUniversalTime();
    }

    /// <summary>The first instant not before another at which a clock somewhere shows a time of day.</summary>
    public static DateTimeOffset Next(TimeOnly time, DateTimeOffset from, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(from, zone).Date;
        var at = InstantOf(day + time.ToTimeSpan(), zone);
        return at >= from ? at : InstantOf(day.AddDays(1) + time.ToTimeSpan(), zone);
    }
}
