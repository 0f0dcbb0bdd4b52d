using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Sending;

public sealed class SendingPreferencesTests
{
    [Theory]
    [InlineData(null, 3, 3, 7)]
    [InlineData(SendingPreferences.Usual, 3, 3, 7)]
    [InlineData(SendingPreferences.Weekly, 3, 1, 7)]
    [InlineData(SendingPreferences.Monthly, 3, 1, 30)]
    [InlineData(SendingPreferences.Monthly, 0, 1, 30)]
    [InlineData(null, 0, 0, 7)]
    public void Who_asks_for_less_gets_less_than_the_shop_allows_itself(string? said, int shops, int messages, int days)
    {
        var contact = Saying(says => says.Field(SendingPreferences.FrequencyField, said));

        Assert.Equal(new FrequencyLimit(messages, TimeSpan.FromDays(days)), SendingPreferences.Of(contact).LimitOf(shops));
        Assert.Equal(Noon.AddDays(-days), SendingPreferences.CountedSince(contact, Noon));
    }

    [Fact]
    public void A_pause_lasts_until_before_its_end()
    {
        var contact = Saying(says => says.Field(SendingPreferences.PauseField, SendingPreferences.PauseText(Noon)));

        Assert.True(SendingPreferences.Of(contact).IsPausedAt(Noon.AddSeconds(-1)));
        Assert.False(SendingPreferences.Of(contact).IsPausedAt(Noon));
        Assert.False(SendingPreferences.Of(Agreed).IsPausedAt(Noon));
        Assert.Null(SendingPreferences.Of(Saying(says => says.Field(SendingPreferences.PauseField, "some day"))).PausedUntil);
    }

    [Fact]
    public void Only_topics_that_were_switched_off_are_off()
    {
        var contact = Saying(says => says
            .Field(SendingPreferences.TopicField + "sale", SendingPreferences.Off)
            .Field(SendingPreferences.TopicField + "news", SendingPreferences.On)
            .Field(ContactFields.CustomPrefix + "smoker", SendingPreferences.Off));

        Assert.Equal(["sale"], SendingPreferences.Of(contact).TopicsOff);
    }

    [Fact]
    public void The_next_message_may_come_when_the_first_of_the_last_ones_is_a_period_old()
    {
        var limit = new FrequencyLimit(2, FrequencyLimit.Week);
        DateTimeOffset[] recent = [Noon, Noon.AddDays(1), Noon.AddDays(3)];

        Assert.Equal(Noon.AddDays(8), limit.NextAfter(recent));
        Assert.Equal(Noon.AddDays(7), limit.NextAfter(recent[..2]));
        Assert.Null(limit.NextAfter(recent[..1]));
        Assert.Null(new FrequencyLimit(0, FrequencyLimit.Week).NextAfter(recent));
    }
}
