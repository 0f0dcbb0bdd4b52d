using Cronos;

namespace ClientBase.Functions.Exports;

/// <summary>When an export is made anew: cron in UTC, five fields, or six with seconds first as timers have them.</summary>
public static class ExportSchedule
{
    /// <summary>The next time after an instant; null for what is no schedule, or one that never comes.</summary>
    public static DateTimeOffset? Next(string text, DateTimeOffset after)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.TryParse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard, out var cron)
            ? cron.GetNextOccurrence(after.UtcDateTime, TimeZoneInfo.Utc) is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null
            : null;
    }
}
