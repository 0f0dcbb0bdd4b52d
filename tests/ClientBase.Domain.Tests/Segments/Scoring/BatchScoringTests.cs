using System.Globalization;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Families;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Domain.Segments.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Segments.Scoring;

public sealed class BatchScoringTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly SegmentCatalogue Catalogue = new(new SegmentOptions());

    // Few customers, days and amounts, so that ties and values on a cut or border are common; some rows are later than the instant.
    private static readonly Gen<Row[]> Logs = (
        from customer in Gen.Choose(0, 9)
        from days in Gen.OneOf(Gen.Choose(-3, 40), Gen.Choose(175, 185), Gen.Choose(360, 370), Gen.Choose(0, 900))
        from amount in Gen.Choose(-2, 8)
        select new Row($"c{customer * 7 % 10}", AsOf.AddDays(-days), amount / 4m)).ArrayOf();

    [Fact]
    public void A_batch_gives_what_one_customer_after_the_other_gives() => Check((rows, random) =>
    {
        var traits = rows.ToLookup(row => row.Customer)
            .ToDictionary(customer => customer.Key, _ => new ProfileFacts((ProfileTraits)random.Next(1024)));
        var log = Log(rows);

        var batch = new BatchScorer(Catalogue, AsOf).Score(log, [.. log.CustomerIds.Select(id => traits[id])]);

        var facts = log.CustomerIds.Select(id => FactsOf(id, rows, traits[id])).ToList();
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        Assert.Equal(facts.Select(one => Line(one, cuts)), Enumerable.Range(0, facts.Count).Select(i => Line(batch, i)));
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => Check((rows, random) =>
        Assert.Equal(Lines(Log(rows)), Lines(Log([.. rows.OrderBy(_ => random.Next())]))));

    [Fact]
    public void Shards_give_what_the_whole_base_gives() => Check((rows, random) =>
    {
        var shards = rows.GroupBy(row => ShardOf(row.Customer))
            .OrderBy(shard => shard.Key)
            .Select(shard => Log([.. shard], decimals: 2))
            .ToList();

        var scores = new BatchScorer(Catalogue, AsOf).Score(shards);

        Assert.Equal(
            Lines(Log(rows)),
            scores.SelectMany(shard => Enumerable.Range(0, shard.CustomerIds.Count).Select(i => Line(shard, i))));
    });

    [Fact]
    public void A_changed_customer_is_placed_anew_against_the_cuts_of_the_last_run() => Check((rows, random) =>
    {
        // Facts computed again, from rows in another order, get the same place with the cuts of the last run.
        var facts = Log(rows).CustomerIds.Select(id => FactsOf(id, rows, default)).ToList();
        var cuts = BaseCuts.Of(facts, Catalogue.Options, AsOf);
        foreach (var one in facts)
        {
            var again = FactsOf(one.ContactId, [.. rows.OrderBy(_ => random.Next())], default);
            Assert.Equal(Line(one, cuts), Line(again, cuts));
        }
    });

    [Fact]
    public void Nobody_is_scored_in_an_empty_log() => Assert.Empty(new BatchScorer(Catalogue, AsOf).Score(Log([])).CustomerIds);

    [Fact]
    public void A_summary_counts_each_customer_once()
    {
        Row[] rows =
        [
            new("a", AsOf.AddDays(-1), 80m),
            new("b", AsOf.AddDays(-2), 15m),
            new("c", AsOf.AddDays(-3), 5m),
            new("d", AsOf.AddDays(-3), -5m),
        ];

        var summary = ScoreSummary.Of(new BatchScorer(Catalogue, AsOf).Score(Log(rows)));

        Assert.Equal((4, 3), (summary.Customers, summary.Buyers));
        Assert.Equal(0.8m, summary.ParetoShare);
        Assert.Equal(3, summary.Rfm.Values.Sum(tally => tally.Customers));
        Assert.Equal(
            [new Tally(1, 80m), new Tally(1, 15m), new Tally(1, 5m)],
            new[] { "AZ", "BZ", "CZ" }.Select(cell => summary.AbcXyz[cell]));
        Assert.Equal(new Tally(1, -5m), summary.Rating["E"]);
    }

    [Fact]
    public void Amounts_keep_the_places_they_have_and_are_rounded_beyond_six()
    {
        Assert.Equal(0.000001m, Total(0.000001m));
        Assert.Equal(15.3m, Total(15.299999999999999m));
        Assert.Equal(-1234567890123.45m, Total(-1234567890123.45m));
        Assert.Equal(9_000_000_000_000.12m, Total(9_000_000_000_000.12m));
    }

    [Fact]
    public void A_customer_out_of_order_is_refused() =>
        Assert.Throws<ArgumentException>(() => new OrderLog(["b", "a"], [0], [0], [0], 0));

    private static decimal Total(decimal amount) => new BatchScorer(Catalogue, AsOf).Score(Log([new Row("a", AsOf, amount)])).TotalOf(0);

    private static void Check(Action<Row[], Random> law) => Prop.ForAll(
        Logs.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (rows, seed) => law(rows, new Random(seed))).QuickCheckThrowOnFailure();

    private static int ShardOf(string customer)
    {
        if (string.CompareOrdinal(customer, "c4") < 0)
        {
            return 0;
        }

        return string.CompareOrdinal(customer, "c7") < 0 ? 1 : 2;
    }

    private static OrderLog Log(Row[] rows, byte? decimals = null)
    {
        var ids = rows.Select(row => row.Customer).Distinct().ToList();
        var log = OrderLog.Of(
            ids,
            [.. rows.Select(row => ids.IndexOf(row.Customer))],
            [.. rows.Select(row => row.At.UtcDateTime)],
            [.. rows.Select(row => row.Amount)]);
        if (decimals is not { } places)
        {
            return log;
        }

        var sorted = ids.Order(StringComparer.Ordinal).ToList();
        return new OrderLog(
            sorted,
            [.. rows.Select(row => sorted.IndexOf(row.Customer))],
            [.. rows.Select(row => row.At.UtcTicks)],
            [.. rows.Select(row => (long)(row.Amount * 100m))],
            places);
    }

    // The definitions, one after the other, over plain rows.
    private static CustomerFacts FactsOf(string id, Row[] rows, ProfileFacts profile)
    {
        var known = rows.Where(row => row.Customer == id && row.At <= AsOf).ToList();
        var orders = known.Where(row => row.Amount >= 0m).ToList();
        return new CustomerFacts(
            id,
            null,
            orders.Count,
            orders.Count(row => row.At >= AsOf.AddDays(-180)),
            orders.Sum(row => row.Amount),
            -known.Where(row => row.Amount < 0m).Sum(row => row.Amount),
            orders.Count == 0 ? null : orders.Min(row => row.At),
            orders.Count == 0 ? null : orders.Max(row => row.At),
            known.Where(row => row.At > AsOf.AddMonths(-12)).Sum(row => row.Amount),
            MonthlyOrders.Of(orders.Select(row => row.At), AsOf),
            Profile: profile);
    }

    private static List<string> Lines(OrderLog log)
    {
        var scores = new BatchScorer(Catalogue, AsOf).Score(log);
        return [.. Enumerable.Range(0, log.CustomerIds.Count).Select(i => Line(scores, i))];
    }

    private static string Line(CustomerFacts facts, BaseCuts cuts)
    {
        var customer = cuts.Place(facts, AsOf);
        var segments = Catalogue.Assign(facts, cuts, AsOf).SegmentIds;
        return Line(
            facts.ContactId, facts.Orders == 0 ? null : facts.RecencyDays(AsOf), facts.Orders, facts.Total, customer.Rfm, customer.Abc,
            AbcXyz.XyzOf(facts.Months, Catalogue.Options), customer.Rating,
            [.. segments.Where(IsCounted)]);

        static bool IsCounted(string id) => id.StartsWith("funnel-", StringComparison.Ordinal)
            || id.StartsWith("loyalty-", StringComparison.Ordinal)
            || Catalogue.Types.Any(type => type.Id == id);
    }

    private static string Line(BatchScores scores, int i)
    {
        var score = scores[i];
        List<string> segments = [Catalogue.Funnel.Segments[score.FunnelPlace].Id];
        segments.AddRange(score.LoyaltyPlace < 0 ? [] : [Catalogue.Loyalty.Segments[score.LoyaltyPlace].Id]);
        for (var type = 0; type < Catalogue.Types.Count; type++)
        {
            segments.AddRange(score.IsOfType(type) ? [Catalogue.Types[type].Id] : []);
        }

        return Line(
            scores.CustomerIds[i], score.RecencyDays, score.Orders, scores.TotalOf(i), score.Rfm, score.Abc, score.Xyz, score.Rating,
            [.. segments.Order(StringComparer.Ordinal)]);
    }

    private static string Line(
        string id, int? recency, int orders, decimal total, RfmScore? rfm, Abc abc, Xyz xyz, Rating rating, string[] segments) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{id} {recency} {orders} {total:0.00} {rfm} {abc}{xyz} {rating} {string.Join(' ', segments)}");

    private sealed record Row(string Customer, DateTimeOffset At, decimal Amount);
}
