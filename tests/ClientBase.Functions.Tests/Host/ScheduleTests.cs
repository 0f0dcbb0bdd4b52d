using System.Globalization;
using ClientBase.LocalHost.Timers;

namespace ClientBase.Functions.Tests.Host;

public sealed class ScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_time_span_is_an_interval() =>
        Assert.Equal(Utc("2026-03-01T10:05:30Z"), Next("00:05:00", TimeZoneInfo.Utc, "2026-03-01T10:00:30Z"));

    [Fact]
    public void Cron_is_utc_unless_told_otherwise() =>
        Assert.Equal(Utc("2026-07-01T09:00:00Z"), Next("0 0 9 * * *", TimeZoneInfo.Utc, "2026-07-01T00:00:00Z"));

    [Theory]
    [InlineData("0 0 9 * * *", "2026-07-01T00:00:00Z", "2026-07-01T07:00:00Z")]
    [InlineData("0 0 9 * * *", "2026-12-01T00:00:00Z", "2026-12-01T08:00:00Z")]
    public void A_time_zone_moves_the_hour(string schedule, string after, string expected) =>
        Assert.Equal(Utc(expected), Next(schedule, Berlin, after));

    [Fact]
    public void A_skipped_hour_still_runs_once()
    {
        // On 29 March 2026 clocks in Berlin go from 02:00 to 03:00.
        var skipped = Next("0 30 2 * * *", Berlin, "2026-03-28T12:00:00Z");

        Assert.Equal(Utc("2026-03-29T01:30:00Z"), skipped);
        Assert.Equal(Utc("2026-03-30T00:30:00Z"), Schedule.Parse("0 30 2 * * *", Berlin, skipped).Next(skipped));
    }

    [Fact]
    public void A_repeated_hour_runs_once()
    {
        // On 25 October 2026 clocks in Berlin go from 03:00 back to 02:00.
        var first = Next("0 30 2 * * *", Berlin, "2026-10-24T12:00:00Z");

        Assert.Equal(Utc("2026-10-25T00:30:00Z"), first);
        Assert.Equal(Utc("2026-10-26T01:30:00Z"), Schedule.Parse("0 30 2 * * *", Berlin, first).Next(first));
    }

    [Theory]
    [InlineData("0 0 0 31 2 *")]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("every day")]
    public void What_never_runs_is_refused(string schedule) =>
        Assert.Throws<FormatException>(() => Schedule.Parse(schedule, TimeZoneInfo.Utc, Utc("2026-01-01T00:00:00Z")));

    private static DateTimeOffset Next(string schedule, TimeZoneInfo zone, string after) =>
        Schedule.Parse(schedule, zone, Utc(after)).Next(Utc(after));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
