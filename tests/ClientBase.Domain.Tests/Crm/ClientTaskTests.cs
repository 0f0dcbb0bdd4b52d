using ClientBase.Domain.Crm;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Crm;

public sealed class ClientTaskTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ClientTask Task = new("Call", Due, "anna", Due.AddDays(-1));

    [Fact]
    public void A_task_is_overdue_after_its_time_and_not_at_it()
    {
        Assert.False(Task.IsOverdue(Due));
        Assert.True(Task.IsOverdue(Due.AddTicks(1)));
        Assert.False(Task.Done("talked", Due.AddDays(1)).IsOverdue(Due.AddDays(2)));
    }

    [Fact]
    public void Done_twice_is_done_once()
    {
        var done = Task.Done("talked", Due);
        Assert.Equal(done, done.Done(null, Due.AddHours(1)));
        Assert.Equal(done, done.Done("talked", Due.AddHours(1)));
    }

    [Fact]
    public void A_task_that_comes_once_is_not_followed() => Assert.Null(Task.Next(Due));

    [Fact]
    public void The_next_of_a_recurring_task_is_the_first_yet_to_come_and_a_whole_number_of_times_later()
    {
        var minutes = Gen.Choose(-100_000, 100_000).Zip(Gen.Choose(1, 50_000));
        Prop.ForAll(minutes.ToArbitrary(), pair =>
        {
            var (now, every) = (Due.AddMinutes(pair.Item1), TimeSpan.FromMinutes(pair.Item2));
            var next = (Task with { Repeat = every }).Next(now)!;
            Assert.True(next.DueAt > Due);
            Assert.True(next.DueAt > now);
            Assert.True(next.DueAt - every <= now || next.DueAt - every == Due);
            Assert.Equal(0, (next.DueAt - Due).Ticks % every.Ticks);
            Assert.False(next.IsDone);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2026-03-02", "Europe/Moscow", "2026-03-02T21:00:00Z")]
    [InlineData("2026-03-02", "America/New_York", "2026-03-03T05:00:00Z")]
    [InlineData("2026-03-07", "America/New_York", "2026-03-08T05:00:00Z")] // Clocks change in the night after.
    [InlineData("2026-03-08", "America/New_York", "2026-03-09T04:00:00Z")]
    [InlineData("2026-03-28", "Asia/Beirut", "2026-03-28T22:00:00Z")] // The next day begins at one o'clock.
    public void A_day_is_over_when_it_is_over_where_people_live(string day, string zone, string end) => Assert.Equal(
        DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture),
        LocalDay.EndOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("15m", 900)]
    [InlineData("4h", 14_400)]
    [InlineData("2d", 172_800)]
    public void Spans_are_read_as_people_write_them(string text, int seconds)
    {
        Assert.True(Durations.TryParse(text, out var span));
        Assert.Equal(seconds, span.TotalSeconds);
        Assert.Equal(text, Durations.Write(span));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("5w")]
    [InlineData("99999999d")]
    [InlineData("999999999999d")]
    public void What_is_no_span_is_none(string? text) => Assert.False(Durations.TryParse(text, out _));
}
