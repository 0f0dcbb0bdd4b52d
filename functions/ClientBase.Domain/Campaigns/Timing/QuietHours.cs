using System.Globalization;

namespace ClientBase.Domain.Campaigns.Timing;

/// <summary>The hours of a day in which no marketing mail leaves.</summary>
/// <param name="From">First quiet hour, 0 to 23.</param>
/// <param name="To">First hour after them, 0 to 23; below <paramref name="From"/> when midnight is in between.</param>
public sealed record QuietHours(int From, int To)
{
    /// <summary>No quiet hours.</summary>
    public static QuietHours None { get; } = new(0, 0);

    /// <summary>Reads <c>22-08</c>; empty text is <see cref="None"/>.</summary>
    public static bool TryParse(string? text, out QuietHours hours)
    {
        hours = None;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (text.Split('-') is not [var from, var to] || !TryHour(from, out var first) || !TryHour(to, out var after))
        {
            return false;
        }

        hours = new QuietHours(first, after);
        return true;
    }

    /// <summary>Whether a local time is quiet.</summary>
    public bool Covers(DateTime local) =>
        From <= To ? local.Hour >= From && local.Hour < To : local.Hour >= From || local.Hour < To;

    /// <summary>The first instant, not before another, that is not quiet somewhere.</summary>
    public DateTimeOffset EndAfter(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        return Covers(local) ? LocalTimes.Next(new TimeOnly(To, 0), at, zone) : at;
    }

    private static bool TryHour(string text, out int hour) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out hour) && hour <= 23;
}
