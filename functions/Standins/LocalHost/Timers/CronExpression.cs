namespace ClientBase.LocalHost.Timers;

/// <summary>A schedule in NCrontab's dialect: five fields (minute, hour, day, month, day of week), or six with seconds first.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions"/>
internal sealed class CronExpression
{
    private readonly CronField second;
    private readonly CronField minute;
    private readonly CronField hour;
    private readonly CronField day;
    private readonly CronField month;
    private readonly CronField dayOfWeek;
    private readonly bool hasSeconds;

    private CronExpression(string[] fields)
    {
        hasSeconds = fields.Length == 6;
        var rest = hasSeconds ? fields[1..] : fields;
        second = hasSeconds ? CronField.Parse(CronField.Second, fields[0]) : CronField.Only(CronField.Second, 0);
        minute = CronField.Parse(CronField.Minute, rest[0]);
        hour = CronField.Parse(CronField.Hour, rest[1]);
        day = CronField.Parse(CronField.Day, rest[2]);
        month = CronField.Parse(CronField.Month, rest[3]);
        dayOfWeek = CronField.Parse(CronField.DayOfWeek, rest[4]);
    }

    /// <exception cref="FormatException">The text is no such expression; the message says where.</exception>
    public static CronExpression Parse(string text)
    {
        var fields = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length is 5 or 6
            ? new CronExpression(fields)
            : throw new FormatException($"A cron expression has five or six fields, not {fields.Length}: '{text}'.");
    }

    /// <summary>The first occurrence strictly after a time and strictly before an end, or null when there is none.</summary>
    public DateTime? Next(DateTime after, DateTime? before = null)
    {
        var end = before ?? DateTime.MaxValue;
        if (after >= end || end - after < TimeSpan.FromSeconds(1))
        {
            return null;
        }

        var from = new DateTime(after.Ticks - (after.Ticks % TimeSpan.TicksPerSecond), after.Kind).AddSeconds(1);
        var time = NextTime(TimeOnly.FromDateTime(from));
        for (var date = DateOnly.FromDateTime(from); date <= DateOnly.FromDateTime(end); date = date.AddDays(1))
        {
            if (!month.Contains(date.Month))
            {
                date = LastOfMonth(date);
            }
            else if (day.Contains(date.Day) && dayOfWeek.Contains((int)date.DayOfWeek) && time is { } found)
            {
                var next = date.ToDateTime(found, after.Kind);
                return next < end ? next : null;
            }

            if (date == DateOnly.MaxValue)
            {
                return null;
            }

            time = NextTime(TimeOnly.MinValue);
        }

        return null;
    }

    public override string ToString() => (hasSeconds ? second + " " : "") + $"{minute} {hour} {day} {month} {dayOfWeek}";

    private static DateOnly LastOfMonth(DateOnly date) => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));

    private TimeOnly? NextTime(TimeOnly from)
    {
        for (var h = hour.From(from.Hour); h is not null; h = hour.From(h.Value + 1))
        {
            var sameHour = h == from.Hour;
            for (var m = minute.From(sameHour ? from.Minute : 0); m is not null; m = minute.From(m.Value + 1))
            {
                if (second.From(sameHour && m == from.Minute ? from.Second : 0) is { } s)
                {
                    return new TimeOnly(h.Value, m.Value, s);
                }
            }
        }

        return null;
    }
}
