using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Loyalty;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Automations.Presets;

/// <summary>Presets that follow on an order: cross-sell, review, NPS, referral, tier.</summary>
[Trait("Category", "Slow")]
public sealed class AfterOrderPresetTests(AzuriteFixture azurite) : PresetBase(azurite)
{
    private const string Ana = "ana@example.com";
    private const string Ben = "ben@example.com";

    [Fact]
    public async Task A_week_after_an_order_something_beside_it_is_offered_unless_they_come_back_by_themselves()
    {
        await App.PresetAsync("cross-sell");
        await ReadersAsync();
        await OrderAsync(2001, Ana);
        await OrderAsync(2001, Ana);
        await OrderAsync(2002, Ben);
        await App.PassAsync(TimeSpan.FromDays(3));
        await OrderAsync(2003, Ben); // Ends the run of the order before; another within thirty days does not begin.
        await App.UntilAsync("2026-03-08T12:00:00Z");
        await App.UntilAsync("2026-03-09T12:00:00Z");
        await AssertSentAsync("Goes well with your order");
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 1", await App.StatsAsync("cross-sell"));

        await App.UntilAsync("2026-04-02T09:00:00Z");
        await OrderAsync(2004, Ana);
        await App.UntilAsync("2026-04-09T09:00:00Z");
        await App.UntilAsync("2026-04-09T12:00:00Z");
        await AssertSentAsync("Goes well with your order", "Goes well with your order");
    }

    [Fact]
    public async Task A_review_is_asked_for_one_day_after_delivery_once_an_order()
    {
        await App.PresetAsync("review");
        await ReadersAsync();
        await OrderAsync(2011, Ana);
        await OrderAsync(2012, Ben);
        await App.UntilAsync("2026-03-02T20:00:00Z");
        await OrderAsync(2011, Ana, placed: "2026-03-01T12:00:00Z", shipment: "in_transit");
        Assert.Equal("entered 0 active 0 completed 0 exited 0 goal 0", await App.StatsAsync("review"));

        await OrderAsync(2011, Ana, placed: "2026-03-01T12:00:00Z", shipment: "delivered");
        await OrderAsync(2012, Ben, placed: "2026-03-01T12:00:00Z", shipment: "delivered");
        await App.UntilAsync("2026-03-03T20:00:00Z");
        await OrderAsync(2011, Ana, placed: "2026-03-01T12:00:00Z", shipment: "delivered");
        await RefundAsync(2012);
        await App.UntilAsync("2026-03-04T10:59:00Z");
        Assert.Empty(await App.OutboxAsync());

        await App.UntilAsync("2026-03-04T11:00:00Z");
        Assert.Equal(Ana, Assert.Single(await App.OutboxAsync()).To);
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 0", await App.StatsAsync("review"));
    }

    [Fact]
    public async Task Two_weeks_after_delivery_one_question_is_asked_not_oftener_than_each_quarter()
    {
        await App.PresetAsync("nps");
        await ReadersAsync();
        await DeliverAsync(2021, Ana);
        await DeliverAsync(2024, Ben);
        await RefundAsync(2024);
        await App.PassAsync(TimeSpan.FromDays(14));
        await App.PassAsync(TimeSpan.FromDays(1));
        await AssertSentAsync("One question about our shop");

        await DeliverAsync(2022, Ana);
        await App.PassAsync(TimeSpan.FromDays(80));
        await DeliverAsync(2023, Ana);
        await App.PassAsync(TimeSpan.FromDays(16));
        await App.PassAsync(TimeSpan.FromDays(1));
        await AssertSentAsync("One question about our shop", "One question about our shop");
    }

    [Fact]
    public async Task Who_bought_twice_is_asked_to_bring_a_friend()
    {
        await App.PresetAsync("referral");
        await ReadersAsync();
        await DeliverAsync(2031, Ana);
        await DeliverAsync(2032, Ben);
        await DeliverAsync(2033, Ana);
        await App.PassAsync(TimeSpan.FromDays(3));
        await App.PassAsync(TimeSpan.FromDays(1));

        var mail = Assert.Single(await App.OutboxAsync());
        Assert.Equal((Ana, "A present for you and a friend"), (mail.To, mail.Subject));
        var ana = (await App.ContactsAsync()).Single(one => one.PrimaryEmail == Ana);
        Assert.Contains(ReferralCode.Of(ana.Id), mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gives_something_back_is_not_asked_for_a_friend_nor_is_anybody_twice_in_half_a_year()
    {
        await App.PresetAsync("referral");
        await ReadersAsync();
        foreach (var (id, email) in new[] { (2051, Ana), (2052, Ana), (2053, Ben), (2054, Ben) })
        {
            await DeliverAsync(id, email);
        }

        await RefundAsync(2054);
        await App.PassAsync(TimeSpan.FromDays(3));
        await App.PassAsync(TimeSpan.FromDays(1));
        await DeliverAsync(2055, Ana);
        await App.PassAsync(TimeSpan.FromDays(4));
        Assert.Equal(Ana, Assert.Single(await App.OutboxAsync()).To);
        Assert.Equal("entered 2 active 0 completed 1 exited 1 goal 0", await App.StatsAsync("referral"));

        await App.PassAsync(TimeSpan.FromDays(180));
        await DeliverAsync(2056, Ana);
        await App.PassAsync(TimeSpan.FromDays(3));
        await App.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal([Ana, Ana], (await App.OutboxAsync()).Select(mail => mail.To));
    }

    [Fact]
    public async Task Who_reaches_a_tier_is_congratulated_once_for_each()
    {
        var (status, answer) = await App.CallAsync(request => App.Get<DefineLoyalty>().PutAsync(request, default), new
        {
            currency = "EUR",
            tiers = new[] { new { id = "silver", from = 100, discount = 5 }, new { id = "gold", from = 500, discount = 10 } },
            pointsPer = 0.05,
        });
        Assert.True(status == 200, answer.ToString());
        await App.PresetAsync("tier");
        await ReadersAsync();
        await OrderAsync(2041, Ana, total: "60.00");
        await OrderAsync(2042, Ana, total: "60.00");
        await OrderAsync(2042, Ana, total: "60.00");
        await OrderAsync(2043, Ana, total: "10.00");
        await AssertSentAsync("You reached a new tier: silver");

        await App.PassAsync(TimeSpan.FromDays(1));
        await OrderAsync(2044, Ana, total: "500.00");
        await AssertSentAsync("You reached a new tier: silver", "You reached a new tier: gold");
    }

    private async Task ReadersAsync()
    {
        foreach (var email in new[] { Ana, Ben })
        {
            await App.FillAsync(email);
        }
    }

    private async Task DeliverAsync(int id, string email)
    {
        var placed = Now;
        await OrderAsync(id, email);
        App.Clock.Advance(TimeSpan.FromMinutes(1));
        await OrderAsync(id, email, placed, shipment: "delivered");
    }
}
