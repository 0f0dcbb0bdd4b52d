using ClientBase.Domain.Orders;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class CustomerTypesTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Fact]
    public void Who_never_ordered_is_potential_and_has_no_digits()
    {
        var contact = Contact("a", seenAgo: Days(1));

        Assert.Contains("potential", SegmentsOf(contact));
        Assert.DoesNotContain(
            SegmentsOf(contact),
            id => id.StartsWith("rfm-", StringComparison.Ordinal) || id.StartsWith("abc-xyz-", StringComparison.Ordinal));
        Assert.Null(BaseCuts.Of([Facts(contact)], Catalogue.Options, AsOf).Score(Facts(contact), AsOf));
    }

    [Fact]
    public void One_order_makes_working_and_four_make_regular()
    {
        Assert.Contains("working", SegmentsOf(Contact("a", Days(9), (Days(9), 10m))));
        Assert.DoesNotContain("regular", SegmentsOf(Contact("a", Days(9), Repeat(3, Days(9)))));
        Assert.Contains("regular", SegmentsOf(Contact("a", Days(9), Repeat(4, Days(9)))));
        Assert.DoesNotContain("working", SegmentsOf(Contact("a", Days(9), Repeat(4, Days(9)))));
    }

    [Fact]
    public void Orders_exactly_180_days_ago_are_within_180_days_and_a_tick_more_is_not()
    {
        Assert.Contains("active", SegmentsOf(Contact("a", Days(180), (Days(180), 10m), (Days(1), 10m))));
        Assert.DoesNotContain("active", SegmentsOf(Contact("a", Days(181), (Days(180) + Tick, 10m), (Days(1), 10m))));
    }

    [Fact]
    public void Active_wants_a_first_order_more_than_30_days_ago()
    {
        Assert.DoesNotContain("active", SegmentsOf(Contact("a", Days(30), (Days(30), 10m), (Days(1), 10m))));
        Assert.Contains("active", SegmentsOf(Contact("a", Days(31), (Days(30) + Tick, 10m), (Days(1), 10m))));
    }

    [Fact]
    public void A_buyer_is_dead_365_days_after_the_last_order_to_the_tick()
    {
        Assert.Contains("dead", SegmentsOf(Contact("a", Days(999), (Days(500), 10m), (Days(365), 10m))));
        Assert.DoesNotContain("dead", SegmentsOf(Contact("a", Days(999), (Days(500), 10m), (Days(365) - Tick, 10m))));
    }

    [Fact]
    public void Who_never_ordered_is_dead_after_365_days_in_the_base()
    {
        Assert.Contains("dead", SegmentsOf(Contact("a", Days(365))));
        Assert.DoesNotContain("dead", SegmentsOf(Contact("a", Days(365) - Tick)));
    }

    [Fact]
    public void Trusted_wants_four_orders_a_year_of_custom_a_recent_order_and_few_returns()
    {
        var trusted = Contact("a", Days(400), (Days(365), 25m), (Days(300), 25m), (Days(200), 25m), (Days(180), 25m));

        Assert.Contains("trusted", SegmentsOf(trusted));

        var threeOrders = Contact("a", Days(400), (Days(365), 25m), (Days(300), 25m), (Days(180), 25m));
        var tooYoung = Contact("a", Days(400), (Days(365) - Tick, 25m), (Days(9), 1m), (Days(9), 1m), (Days(9), 1m));
        var tooQuiet = Contact("a", Days(400), (Days(365), 25m), (Days(300), 25m), (Days(200), 25m), (Days(180) + Tick, 25m));
        Assert.DoesNotContain("trusted", SegmentsOf(threeOrders));
        Assert.DoesNotContain("trusted", SegmentsOf(tooYoung));
        Assert.DoesNotContain("trusted", SegmentsOf(tooQuiet));
    }

    [Fact]
    public void Returns_of_exactly_a_fifth_are_too_many_to_be_trusted()
    {
        var contact = Contact("a", Days(400), (Days(365), 25m), (Days(300), 25m), (Days(200), 25m), (Days(180), 25m));

        Assert.Contains("trusted", SegmentsOf(contact.WithRefund(0, 19.99m)));
        Assert.DoesNotContain("trusted", SegmentsOf(contact.WithRefund(0, 20m)));
    }

    [Fact]
    public void Orders_of_nothing_but_gifts_are_no_returns()
    {
        var contact = Contact("a", Days(400), (Days(365), 0m), (Days(300), 0m), (Days(200), 0m), (Days(180), 0m));

        Assert.Equal(0m, Facts(contact).ReturnShare);
        Assert.Contains("trusted", SegmentsOf(contact));
        Assert.DoesNotContain("trusted", SegmentsOf(contact.WithRefund(0, 1m)));
    }

    [Fact]
    public void A_cancelled_order_and_a_refund_without_its_order_count_for_nothing()
    {
        var contact = Contact("a", Days(10), (Days(9), 10m));
        var facts = Facts(contact with
        {
            Orders = contact.Orders
                .Add("shop:x", Order(Days(3), 99m, counts: false))
                .Add("shop:y", OrderState.Unknown with { Refunds = OrderState.Unknown.Refunds.Add("r", new Refund(5m)) }),
        });

        Assert.Equal((1, 10m, 0m, 9), (facts.Orders, facts.Total, facts.Refunded, facts.RecencyDays(AsOf)));
    }

    [Fact]
    public void An_order_later_than_the_run_is_not_known_to_it()
    {
        var facts = Facts(Contact("a", Days(10), (Days(9), 10m), (-Tick, 99m), (TimeSpan.Zero, 1m)));

        Assert.Equal((2, 2, 11m, AsOf), (facts.Orders, facts.RecentOrders, facts.Total, facts.LastOrderAt!.Value));
    }

    [Fact]
    public void Money_is_summed_in_the_currency_most_used_and_orders_in_all()
    {
        var contact = Contact("a", Days(10), (Days(9), 10m), (Days(8), 20m));
        var facts = Facts(contact with { Orders = contact.Orders.Add("shop:x", Order(Days(3), 500m, "USD")) });

        Assert.Equal((3, 30m, Days(3)), (facts.Orders, facts.Total, AsOf - facts.LastOrderAt!.Value));
    }

    [Fact]
    public void Vip_is_the_top_twentieth_rounded_up_of_who_ordered_twice()
    {
        var others = Enumerable.Range(0, 20).Select(i => Contact($"b{i:d2}", Days(9), (Days(9), 100m))).ToArray();

        // 21 customers: two are in the top share.
        Assert.Contains("vip", SegmentsOf(Contact("z", Days(9), (Days(9), 60m), (Days(9), 60m)), others));
        Assert.DoesNotContain("vip", SegmentsOf(Contact("z", Days(9), (Days(9), 120m)), others));
        Assert.DoesNotContain("vip", SegmentsOf(Contact("z", Days(9), (Days(9), 40m), (Days(9), 40m)), others));
    }

    [Fact]
    public void Equal_totals_are_ranked_by_id()
    {
        var others = Enumerable.Range(0, 19).Select(i => Contact($"m{i:d2}", Days(9), (Days(9), 100m))).ToArray();

        // 20 customers: one is in the top share.
        Assert.Contains("vip", SegmentsOf(Contact("a", Days(9), (Days(9), 50m), (Days(9), 50m)), others));
        Assert.DoesNotContain("vip", SegmentsOf(Contact("z", Days(9), (Days(9), 50m), (Days(9), 50m)), others));
    }

    [Fact]
    public void Key_are_the_trusted_and_the_vip()
    {
        var trusted = Contact("a", Days(400), (Days(365), 25m), (Days(300), 25m), (Days(200), 25m), (Days(180), 25m));
        var rich = Contact("b", Days(400), (Days(9), 999m), (Days(9), 999m));

        Assert.Contains("key", SegmentsOf(trusted, rich));
        Assert.DoesNotContain("vip", SegmentsOf(trusted, rich));
        Assert.Contains("key", SegmentsOf(rich, trusted));
        Assert.DoesNotContain("trusted", SegmentsOf(rich, trusted));
        Assert.DoesNotContain("key", SegmentsOf(Contact("c", Days(9), (Days(9), 1m)), trusted, rich));
    }

    [Fact]
    public void Rules_read_with_the_thresholds_they_are_set_to()
    {
        var catalogue = new SegmentCatalogue(new SegmentOptions { RegularOverOrders = 5, VipShare = 0.025m });

        Assert.Equal("orders.count > 5", catalogue.Find("regular")!.Rule);
        Assert.Equal("(orders.total in top 2.5% and orders.count >= 2) or tag = \"vip\"", catalogue.Find("vip")!.Rule);
    }

    [Fact]
    public void Every_segment_has_a_name_and_a_rule_and_its_own_id()
    {
        Assert.Equal(76, Catalogue.All.Select(segment => segment.Id).Distinct().Count());
        Assert.All(Catalogue.All, segment => Assert.All(
            [segment.Title.En, segment.Title.Ru, segment.Rule, segment.Words.En, segment.Words.Ru],
            text => Assert.False(string.IsNullOrWhiteSpace(text))));
    }

    private static (TimeSpan, decimal)[] Repeat(int count, TimeSpan ago) => [.. Enumerable.Repeat((ago, 10m), count)];
}
