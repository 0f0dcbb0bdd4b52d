namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>Instants by clocks on people's walls.</summary>
public static class LocalTimes
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// When a clock somewhere first shows a time. One that is skipped in spring is there when clocks go on.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone) => InstantsOf(local, zone)[0];

    /// <summary>The first instant not before another at which a clock somewhere shows a time of day.</summary>
    public static DateTimeOffset Next(TimeOnly time, DateTimeOffset from, TimeZoneInfo zone)
    {
        var today = WallOf(from, zone).Date + time.ToTimeSpan();
        DateTime[] days = [today - Day, today, today + Day]; // Yesterday's, where clocks have just gone over midnight.
        return days.SelectMany(day => InstantsOf(day, zone)).First(at => at >= from);
    }

    // Two where clocks are put back: they show an hour twice. Only what a clock shows at an instant is asked of the zone: of the other
    // direction .NET is wrong about some zones (America/Asuncion).
    private static DateTimeOffset[] InstantsOf(DateTime local, TimeZoneInfo zone)
    {
        var wall = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero);
        if (wall < DateTimeOffset.MinValue + (2 * Day) || wall > DateTimeOffset.MaxValue - (2 * Day))
        {
            return [wall]; // The calendar has no room for other clocks.
        }

        TimeSpan[] offsets = [zone.GetUtcOffset(wall - Day), zone.GetUtcOffset(wall + Day)];
        var (early, late) = (wall - offsets.Max(), wall - offsets.Min());
        DateTimeOffset[] shown = [.. new[] { early, late }.Distinct().Where(at => WallOf(at, zone) == local)];
        return shown.Length > 0 ? shown : [FirstAfter(local, early, late, zone)];
    }

    // Between two instants clocks jump over the time.
    private static DateTimeOffset FirstAfter(DateTime local, DateTimeOffset before, DateTimeOffset after, TimeZoneInfo zone)
    {
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            (before, after) = WallOf(middle, zone) < local ? (middle, after) : (before, middle);
        }

        return after;
    }

    private static DateTime WallOf(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;
}
