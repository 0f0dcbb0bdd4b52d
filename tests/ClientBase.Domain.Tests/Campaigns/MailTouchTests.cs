using ClientBase.Domain.Campaigns;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class MailTouchTests
{
    private static readonly MailTouch Sent = new("autumn", MailTouchKind.Sent, Noon.AddHours(-1));
    private static readonly MailTouch Opened = new("spring", MailTouchKind.Opened, Noon.AddHours(-2));
    private static readonly MailTouch Clicked = new("summer", MailTouchKind.Clicked, Noon.AddHours(-3));

    [Fact]
    public void An_order_is_of_the_mailing_last_clicked_else_last_opened_else_last_sent()
    {
        Assert.Equal("summer", CauseOf(Sent, Opened, Clicked));
        Assert.Equal("summer", CauseOf(Clicked, Opened, Sent));
        Assert.Equal("spring", CauseOf(Opened, Sent));
        Assert.Equal("autumn", CauseOf(Sent));
        Assert.Null(CauseOf());
    }

    [Fact]
    public void Of_touches_that_are_equally_near_the_last_one_counts()
    {
        var later = Clicked with { Campaign = "winter", At = Clicked.At.AddMinutes(1) };

        Assert.Equal("winter", CauseOf(Clicked, later));
        Assert.Equal("winter", CauseOf(later, Clicked));
    }

    [Fact]
    public void Of_two_clicks_at_one_instant_everybody_counts_the_same()
    {
        var other = Clicked with { Campaign = "winter" };

        Assert.Equal("summer", CauseOf(Clicked, other));
        Assert.Equal("summer", CauseOf(other, Clicked));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    [InlineData(7 * 24 * 3600, false)]
    [InlineData((7 * 24 * 3600) - 1, true)]
    public void A_mailing_counts_from_its_touch_until_its_window_ends(int secondsBefore, bool counts) =>
        Assert.Equal(counts ? "summer" : null, CauseOf(Clicked with { At = Noon.AddSeconds(-secondsBefore) }));

    [Fact]
    public void Each_mailing_has_a_window_of_its_own() => Assert.Equal(
        "spring",
        MailTouch.CauseOf(Noon, [Clicked, Opened], campaign => campaign == "summer" ? TimeSpan.FromHours(3) : TimeSpan.FromDays(7)));

    private static string? CauseOf(params MailTouch[] touches) => MailTouch.CauseOf(Noon, touches, _ => TimeSpan.FromDays(7));
}
