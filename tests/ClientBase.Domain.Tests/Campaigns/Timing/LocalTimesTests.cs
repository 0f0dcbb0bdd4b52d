using System.Globalization;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Crm;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Campaigns.Timing;

public sealed class LocalTimesTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    // Where and when clocks are changed, by days.
    private static readonly (TimeZoneInfo Zone, DateTimeOffset Day)[] Changes =
    [
        .. from zone in TimeZoneInfo.GetSystemTimeZones()
           from day in Enumerable.Range(0, 3_650).Select(day => At("2020-01-01T00:00Z").AddDays(day))
           where zone.GetUtcOffset(day) != zone.GetUtcOffset(day.AddDays(1))
           select (zone, day),
    ];

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00Z")] // Skipped: there when clocks go on.
    [InlineData("America/Asuncion", "2024-10-06T00:00", "2024-10-06T04:00Z")]
    [InlineData("America/Havana", "2026-11-01T00:30", "2026-11-01T04:30Z")] // Shown twice: the first of them.
    [InlineData("Europe/Moscow", "2026-03-01T09:00", "2026-03-01T06:00Z")]
    [InlineData("Europe/Moscow", "0001-01-01T00:00", "0001-01-01T00:00Z")] // The calendar's ends have no zones.
    [InlineData("America/New_York", "9999-12-31T23:59", "9999-12-31T23:59Z")]
    public void A_clock_shows_a_time_at_an_instant(string zone, string local, string instant) =>
        Assert.Equal(At(instant), LocalTimes.InstantOf(DateTime.Parse(local, CultureInfo.InvariantCulture), Zone(zone)));

    [Theory]
    [InlineData("2026-11-01T03:00Z", "2026-11-01T04:30Z")]
    [InlineData("2026-11-01T04:30Z", "2026-11-01T04:30Z")]
    [InlineData("2026-11-01T04:31Z", "2026-11-01T05:30Z")]
    [InlineData("2026-11-01T05:31Z", "2026-11-02T05:30Z")]
    public void A_time_of_an_hour_that_comes_twice_is_next_shown_twice(string from, string next) =>
        Assert.Equal(At(next), LocalTimes.Next(new TimeOnly(0, 30), At(from), Zone("America/Havana")));

    [Fact]
    [Trait("Category", "Slow")]
    public void Where_clocks_are_changed_a_day_ends_where_the_next_begins() => Assert.All(Changes, change =>
    {
        foreach (var day in Enumerable.Range(-1, 3).Select(DateOnly.FromDateTime(change.Day.DateTime).AddDays))
        {
            var end = LocalDay.EndOf(day, change.Zone);
            Assert.True(LocalDay.Of(end, change.Zone) > day, $"{change.Zone.Id}, {day}");
            Assert.True(LocalDay.Of(end.AddTicks(-1), change.Zone) <= day, $"{change.Zone.Id}, {day}");
        }
    });

    [Fact]
    [Trait("Category", "Slow")]
    public void The_next_showing_of_a_time_is_the_first_that_a_look_at_the_clock_each_minute_finds()
    {
        var cases = Gen.Elements(Changes).Zip(Gen.Choose(-1_500, 3_000)).Zip(Gen.Choose(0, 1_439));
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            var (((zone, day), minutes), minuteOfDay) = one;
            var (from, time) = (day + (minutes * Step), TimeOnly.MinValue.Add(minuteOfDay * Step));
            return LocalTimes.Next(time, from, zone) == Looked(time, from, zone);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static DateTimeOffset Looked(TimeOnly time, DateTimeOffset from, TimeZoneInfo zone)
    {
        var at = from;
        while (!IsShown(time, at, zone))
        {
            at += Step;
        }

        return at;
    }

    // A time that clocks jump over counts as shown when they have.
    private static bool IsShown(TimeOnly time, DateTimeOffset at, TimeZoneInfo zone)
    {
        var (before, wall) = (WallOf(at - Step, zone), WallOf(at, zone));
        var skipped = before.Date + time.ToTimeSpan();
        return TimeOnly.FromDateTime(wall) == time
            || (wall - before > Step && (skipped > before ? skipped : skipped.AddDays(1)) < wall);
    }

    private static DateTime WallOf(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
