using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Crm;

/// <summary>Days as people live them.</summary>
public static class LocalDay
{
    /// <summary>The day it is somewhere.</summary>
    public static DateOnly Of(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The instant a day is over somewhere: what is due on a day is overdue from then on.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone) =>
        LocalTimes.InstantOf(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
}
