using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class RfmTests
{
    [Fact]
    public void An_empty_base_has_no_cuts()
    {
        var cuts = BaseCuts.Of([], Catalogue.Options, AsOf);

        Assert.Empty(cuts.Recency);
        Assert.Empty(cuts.Frequency);
        Assert.Empty(cuts.Monetary);
        Assert.Null(cuts.Top);
    }

    [Fact]
    public void An_only_customer_lies_on_every_cut_and_so_in_the_lower_bins()
    {
        var only = Buyer("a", recencyDays: 700, orders: 9, total: 100m);

        var score = BaseCuts.Of([only], Catalogue.Options, AsOf).Score(only, AsOf)!.Value;

        Assert.Equal("511", score.ToString());
        Assert.Equal("new_customers", score.Segment);
    }

    [Fact]
    public void Values_on_a_cut_fall_in_the_lower_bin()
    {
        // With 6 values the quantiles lie on the values themselves.
        CustomerFacts[] customers =
            [.. Enumerable.Range(0, 6).Select(i => Buyer($"{i}", recencyDays: 10 * i, orders: i + 1, total: 0.1m * i))];
        var cuts = BaseCuts.Of(customers, Catalogue.Options, AsOf);

        Assert.Equal([10m, 20m, 30m, 40m], cuts.Recency.AsEnumerable());
        Assert.Equal([0.1m, 0.2m, 0.3m, 0.4m], cuts.Monetary.AsEnumerable());
        Assert.Equal(["511", "511", "422", "333", "244", "155"], customers.Select(facts => cuts.Score(facts, AsOf)!.Value.ToString()));
    }

    [Fact]
    public void Cuts_between_values_are_interpolated()
    {
        CustomerFacts[] customers = [.. new[] { 1m, 2m, 4m, 8m }.Select((total, i) => Buyer($"{i}", 1, 1, total))];

        Assert.Equal([1.6m, 2.4m, 3.6m, 5.6m], BaseCuts.Of(customers, Catalogue.Options, AsOf).Monetary.AsEnumerable());
    }

    [Fact]
    public void Equal_frequencies_are_ranked_by_id_in_ordinal_order()
    {
        // Ordinal: capitals before small letters.
        var ids = new[] { "b", "C", "a", "D", "e" };
        var customers = ids.Select(id => Buyer(id, 1, 1, 1m)).ToList();
        var cuts = BaseCuts.Of(customers, Catalogue.Options, AsOf);

        var digits = customers.ToDictionary(facts => facts.ContactId, facts => cuts.Score(facts, AsOf)!.Value.F);

        Assert.Equal((1, 2, 3, 4, 5), (digits["C"], digits["D"], digits["a"], digits["b"], digits["e"]));
    }

    [Fact]
    public void Recency_counts_whole_days()
    {
        var facts = Facts(Contact("a", Days(9), (Days(9.999), 1m), (Days(5.999), 1m)));

        Assert.Equal(5, facts.RecencyDays(AsOf));
    }

    [Fact]
    public void A_total_eaten_up_by_refunds_is_the_lowest()
    {
        var refunded = Facts(Contact("a", Days(9), (Days(9), 10m)).WithRefund(0, 15m));
        var cuts = BaseCuts.Of([refunded, Buyer("b", 1, 1, 0m), Buyer("c", 1, 1, 5m)], Catalogue.Options, AsOf);

        Assert.Equal((-5m, 1), (refunded.Total, cuts.Score(refunded, AsOf)!.Value.M));
    }

    [Theory]
    [InlineData("hibernating", "11 12 21 22")]
    [InlineData("at_risk", "13 14 23 24")]
    [InlineData("cant_lose", "15 25")]
    [InlineData("about_to_sleep", "31 32")]
    [InlineData("need_attention", "33")]
    [InlineData("loyal_customers", "34 35 44 45")]
    [InlineData("promising", "41")]
    [InlineData("new_customers", "51")]
    [InlineData("potential_loyalists", "42 43 52 53")]
    [InlineData("champions", "54 55")]
    public void Segments_go_by_recency_and_frequency(string segment, string digits)
    {
        foreach (var pair in digits.Split(' '))
        {
            var score = new RfmScore(pair[0] - '0', pair[1] - '0', 3);

            Assert.Equal(segment, score.Segment);
            var customer = new Customer(default, score, false, Rating.E, Abc.C, AsOf);
            Assert.Equal(["rfm-" + segment], RfmSegments.All.Where(one => one.Has(customer)).Select(one => one.Id));
        }
    }
}
