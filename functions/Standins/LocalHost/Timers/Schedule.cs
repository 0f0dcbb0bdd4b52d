using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace ClientBase.LocalHost.Timers;

/// <summary>When a timer function runs.</summary>
internal abstract class Schedule
{
    /// <summary>The first occurrence strictly after an instant.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after);

    /// <exception cref="FormatException">The text is neither a cron expression nor a time span, or never occurs.</exception>
    public static Schedule Parse(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && text.Contains(':', StringComparison.Ordinal))
        {
            return interval > TimeSpan.Zero
                ? new Interval(interval)
                : throw new FormatException($"The interval '{text}' must be longer than zero.");
        }

        var cron = new Cron(CronExpression.Parse(text), zone);
        return cron.Next(now) < DateTimeOffset.MaxValue ? cron : throw new FormatException($"The schedule '{text}' never occurs.");
    }

    /// <summary>The zone named by <c>WEBSITE_TIME_ZONE</c>; UTC without it.</summary>
    public static TimeZoneInfo Zone(IConfiguration configuration)
    {
        var name = configuration["WEBSITE_TIME_ZONE"];
        try
        {
            return string.IsNullOrWhiteSpace(name) ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(name);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"Setting 'WEBSITE_TIME_ZONE' is '{name}', which is no time zone here.", e);
        }
    }

    private sealed class Interval(TimeSpan interval) : Schedule
    {
        public override DateTimeOffset Next(DateTimeOffset after) => after + interval;
    }

    private sealed class Cron(CronExpression expression, TimeZoneInfo zone) : Schedule
    {
        public override DateTimeOffset Next(DateTimeOffset after)
        {
            var local = TimeZoneInfo.ConvertTime(after, zone).DateTime;
            while (expression.Next(local) is { } next)
            {
                var instant = ToInstant(next);
                if (instant > after)
                {
                    return instant;
                }

                local = next;
            }

            return DateTimeOffset.MaxValue;
        }

        // A time the clocks skip is run at the moment they skip it by the old offset; a time they show twice, at its first showing.
        private DateTimeOffset ToInstant(DateTime local)
        {
            var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
                : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
                : zone.GetUtcOffset(local);
            return new DateTimeOffset(local, offset).ToUniversalTime();
        }
    }
}
