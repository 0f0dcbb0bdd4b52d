using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class AbcXyzTests
{
    [Fact]
    public void A_goes_on_while_those_before_bring_less_than_80_percent()
    {
        // Shares before: 0, 50, 80, 94.9, 95.
        var classes = Classes(500m, 300m, 149m, 1m, 50m);

        Assert.Equal([Abc.A, Abc.A, Abc.B, Abc.C, Abc.B], classes);
    }

    [Fact]
    public void Exactly_95_percent_before_is_C_and_a_cent_less_is_B()
    {
        Assert.Equal([Abc.A, Abc.B, Abc.C], Classes(80m, 15m, 5m));
        Assert.Equal([Abc.A, Abc.B, Abc.B], Classes(80m, 14.99m, 5.01m));
    }

    [Fact]
    public void One_customer_with_all_the_revenue_is_A_and_those_without_any_are_C() =>
        Assert.Equal([Abc.A, Abc.C, Abc.C], Classes(100m, 0m, -5m));

    [Fact]
    public void Nobody_is_A_without_revenue() => Assert.Equal([Abc.C, Abc.C], Classes(0m, -1m));

    [Fact]
    public void Ratings_divide_those_with_a_profit_at_a_fifth_a_half_and_four_fifths()
    {
        // Seven with a profit: A to ceil(1.4) = 2, B to ceil(3.5) = 4, C to ceil(5.6) = 6.
        var facts = new[] { 70m, 60m, 50m, 40m, 30m, 20m, 10m, 0m, -10m }
            .Select((profit, i) => new CustomerFacts($"{i}", Gross: profit))
            .ToList();
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);

        Assert.Equal("AABBCCDEE", string.Concat(facts.Select(one => cuts.Place(one, AsOf).Rating)));
    }

    [Fact]
    public void Profit_is_less_by_discounts_and_costs()
    {
        var facts = new CustomerFacts("a", Gross: 100m, Refunded: 20m, Costs: 80m);

        Assert.Equal(Rating.E, BaseCuts.Of([facts], Catalogue.Options, AsOf).Place(facts, AsOf).Rating);
    }

    [Theory]
    [InlineData("1 1 1", Xyz.X)]
    [InlineData("1 1", Xyz.Z)]
    [InlineData("1 0 0", Xyz.Z)]
    [InlineData("2 0", Xyz.Z)]
    [InlineData("1 0 1 0", Xyz.Y)]
    [InlineData("3 1 3 1", Xyz.X)]
    [InlineData("30 10 30 9", Xyz.Y)]
    [InlineData("1 1 0 0 0", Xyz.Z)]
    public void Evenness_is_by_the_variation_of_the_months_from_the_first_order_on(string counts, Xyz expected)
    {
        // The variation of 1 0 1 0 is exactly 1, that of 3 1 3 1 exactly a half.
        var perMonth = counts.Split(' ').Select(int.Parse).ToArray();
        var firstMonth = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(-perMonth.Length);
        var placed = perMonth.SelectMany((count, month) => Enumerable.Repeat(firstMonth.AddMonths(month).AddDays(3), count));

        Assert.Equal(expected, AbcXyz.XyzOf(MonthlyOrders.Of(placed, AsOf), Catalogue.Options));
    }

    [Fact]
    public void The_running_month_does_not_count_unless_it_begins_at_the_instant()
    {
        var march = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(new MonthlyOrders(2, 1, 1), MonthlyOrders.Of([march.AddMonths(-2), march.AddHours(1)], march.AddDays(30)));
        Assert.Equal(new MonthlyOrders(2, 1, 1), MonthlyOrders.Of([march.AddMonths(-2)], march));
        Assert.Equal(default, MonthlyOrders.Of([march], march));
    }

    [Fact]
    public void Revenue_counts_from_twelve_months_ago_exclusive()
    {
        var year = AsOf - AsOf.AddMonths(-12);
        var contact = Contact("a", Days(999), (year, 10m), (year - TimeSpan.FromTicks(1), 1m), (Days(1), 5m));

        Assert.Equal(6m, Facts(contact).PeriodRevenue);
    }

    private static IEnumerable<Abc> Classes(params decimal[] revenues)
    {
        var facts = revenues
            .Select((revenue, i) => new CustomerFacts($"{i}", Orders: 1, LastOrderAt: AsOf, PeriodRevenue: revenue))
            .ToList();
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        return facts.Select(one => cuts.Place(one, AsOf).Abc);
    }
}
