using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using FsCheck;
using FsCheck.Fluent;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

public sealed class SegmentLawTests
{
    // Few different values, so that ties and values on a cut are common.
    private static readonly Gen<(int Recency, int Orders, int Total)[]> Bases = (
        from recency in Gen.Choose(0, 8)
        from orders in Gen.Choose(0, 4)
        from total in Gen.Choose(-3, 9)
        select (recency, orders, total)).ArrayOf();

    [Fact]
    public void The_order_contacts_are_read_in_does_not_matter() => Check((facts, random) =>
        Assert.Equal(Outcome(facts, facts), Outcome(facts, [.. facts.OrderBy(_ => random.Next())])));

    [Fact]
    public void Shards_taken_together_give_what_one_list_gives() => Check((facts, random) =>
    {
        var shards = facts.GroupBy(_ => random.Next(16)).Select(shard => shard.ToList()).ToList();
        var cuts = BaseCuts.Of(shards.SelectMany(shard => shard), Catalogue.Options, AsOf);

        var sharded = shards.SelectMany(shard => shard.Select(one => Line(one, cuts))).Order(StringComparer.Ordinal);

        Assert.Equal(Outcome(facts, facts), sharded);
    });

    [Fact]
    public void Each_buyer_is_in_exactly_one_rfm_segment_and_nobody_else_is_in_any() => Check((facts, _) =>
    {
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        Assert.All(facts, one => Assert.Equal(
            one.Orders > 0 ? 1 : 0,
            Catalogue.Assign(one, cuts, AsOf).SegmentIds.Count(id => id.StartsWith("rfm-", StringComparison.Ordinal))));
    });

    [Fact]
    public void A_better_value_never_has_a_worse_digit() => Check((facts, _) =>
    {
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        var scored = facts.Where(one => one.Orders > 0).Select(one => (Facts: one, Rfm: cuts.Score(one, AsOf)!.Value)).ToList();
        foreach (var (a, b) in scored.SelectMany(_ => scored, (a, b) => (a, b)))
        {
            Assert.True(a.Facts.RecencyDays(AsOf) < b.Facts.RecencyDays(AsOf) ? a.Rfm.R >= b.Rfm.R : a.Rfm.R <= b.Rfm.R);
            Assert.True(a.Facts.Total > b.Facts.Total ? a.Rfm.M >= b.Rfm.M : a.Rfm.M <= b.Rfm.M);
            Assert.True(a.Facts.Orders <= b.Facts.Orders || a.Rfm.F >= b.Rfm.F);
        }
    });

    [Fact]
    public void Frequency_bins_differ_by_one_customer_at_most() => Check((facts, _) =>
    {
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        var buyers = facts.Where(one => one.Orders > 0).ToList();
        var bins = Enumerable.Range(1, 5).Select(f => buyers.Count(one => cuts.Score(one, AsOf)!.Value.F == f)).ToList();

        Assert.True(bins.Max() - bins.Min() <= 1);
    });

    private static void Check(Action<List<CustomerFacts>, Random> law) => Prop.ForAll(
        Bases.ToArbitrary(),
        ArbMap.Default.ArbFor<int>(),
        (people, seed) => law([.. people.Select((one, i) => Someone(i, one))], new Random(seed))).QuickCheckThrowOnFailure();

    private static CustomerFacts Someone(int i, (int Recency, int Orders, int Total) one) => one.Orders == 0
        ? new CustomerFacts($"id{i:d3}", AsOf - Days(360 + one.Recency))
        : Buyer($"id{(i * 37) % 101:d3}-{i:d3}", 179 + one.Recency, one.Orders, one.Total / 4m);

    private static IEnumerable<string> Outcome(List<CustomerFacts> facts, List<CustomerFacts> asRead)
    {
        var cuts = BaseCuts.Of(asRead, Catalogue.Options, AsOf);
        return facts.Select(one => Line(one, cuts)).Order(StringComparer.Ordinal);
    }

    private static string Line(CustomerFacts facts, BaseCuts cuts)
    {
        var assigned = Catalogue.Assign(facts, cuts, AsOf);
        return $"{facts.ContactId} {assigned.Rfm} {string.Join(' ', assigned.SegmentIds)}";
    }
}
