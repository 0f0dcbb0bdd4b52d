using ClientBase.Domain.Campaigns.Timing;

namespace ClientBase.Domain.Tests.Campaigns.Timing;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22-08", 21, false)]
    [InlineData("22-08", 22, true)]
    [InlineData("22-08", 3, true)]
    [InlineData("22-08", 7, true)]
    [InlineData("22-08", 8, false)]
    [InlineData("12-14", 11, false)]
    [InlineData("12-14", 12, true)]
    [InlineData("12-14", 13, true)]
    [InlineData("12-14", 14, false)]
    [InlineData("0-8", 0, true)]
    [InlineData("23-8", 23, true)]
    [InlineData("", 3, false)]
    [InlineData("08-08", 8, false)]
    public void Quiet_hours_run_from_the_first_to_before_the_last_over_midnight_too(string text, int hour, bool isQuiet)
    {
        Assert.True(QuietHours.TryParse(text, out var hours));
        Assert.Equal(isQuiet, hours.Covers(new DateTime(2026, 3, 1, hour, 30, 0)));
    }

    [Theory]
    [InlineData("22")]
    [InlineData("22-24")]
    [InlineData("22-08-10")]
    [InlineData("ten-eight")]
    [InlineData("-1-8")]
    public void What_is_not_two_hours_is_refused(string text)
    {
        Assert.False(QuietHours.TryParse(text, out _));
    }
}
