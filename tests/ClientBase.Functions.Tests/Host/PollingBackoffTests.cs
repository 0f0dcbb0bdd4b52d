using ClientBase.LocalHost.Queues;

namespace ClientBase.Functions.Tests.Host;

public sealed class PollingBackoffTests
{
    [Fact]
    public void Waits_grow_from_a_tenth_of_a_second_to_the_longest()
    {
        var backoff = new PollingBackoff(TimeSpan.FromSeconds(2), new Random(1));

        var waits = Enumerable.Range(0, 40).Select(_ => backoff.Next()).ToList();

        Assert.InRange(waits[0], TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(120));
        Assert.InRange(waits[2], TimeSpan.FromMilliseconds(320), TimeSpan.FromMilliseconds(480));
        Assert.Equal(TimeSpan.FromSeconds(2), waits[^1]);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_message_starts_the_waits_anew()
    {
        var backoff = new PollingBackoff(TimeSpan.FromMinutes(1), new Random(1));
        for (var i = 0; i < 10; i++)
        {
            backoff.Next();
        }

        backoff.Reset();

        Assert.True(backoff.Next() < TimeSpan.FromMilliseconds(121));
    }

    [Fact]
    public void Two_listeners_do_not_poll_in_step()
    {
        var one = new PollingBackoff(TimeSpan.FromMinutes(1), new Random(1));
        var other = new PollingBackoff(TimeSpan.FromMinutes(1), new Random(2));

        var pairs = Enumerable.Range(0, 8).Select(_ => (One: one.Next(), Other: other.Next())).ToList();

        Assert.Contains(pairs, pair => pair.One != pair.Other);
    }
}
