using System.Globalization;
using System.IO.Compression;
using ClientBase.Domain.Analytics.Baskets;
using static ClientBase.Domain.Tests.Analytics.Log;

namespace ClientBase.Domain.Tests.Analytics;

public sealed class BasketTests
{
    private static readonly PairOptions All = new() { MinCount = 1 };

    [Fact]
    public void A_pair_by_hand()
    {
        var log = BasketLog.OfOrders(
        [
            Basket("a", 1, "tea", "cup", "tea"),
            Basket("b", 1, "cup", "tea"),
            Basket("c", 1, "tea"),
            Basket("d", 1, "jam"),
            Basket("e", 1),
        ]);

        var report = PairReport.Of(log, All);

        // Four baskets: tea in three, cup in two, both in two.
        Assert.Equal(4, report.Baskets);
        Assert.Equal(new ProductPair("cup", "CUP", "tea", "TEA", 2, 2, 3, 0.5, 1.0, 2.0 / 3, 4.0 / 3), Assert.Single(report.Pairs));
    }

    [Fact]
    public void Histories_join_what_orders_hold_apart()
    {
        var sales = new[] { Basket("a", 1, "tea"), Basket("a", 2, "cup"), Basket("b", 1, "cup"), Basket("b", 2, "tea") };

        Assert.Empty(PairReport.Of(BasketLog.OfOrders(sales), All).Pairs);
        Assert.Equal(2, Assert.Single(PairReport.Of(BasketLog.OfCustomers(sales), All).Pairs).Count);
    }

    [Fact]
    public void Rare_pairs_and_giant_baskets_are_left_out()
    {
        var log = BasketLog.OfOrders([Basket("a", 1, "x", "y", "z"), Basket("b", 1, "x", "y"), Basket("c", 1, "x", "y")]);

        Assert.Equal(("x", "y"), PairReport.Of(log, new PairOptions { MinCount = 3 }).Pairs is [var pair] ? (pair.A, pair.B) : default);
        Assert.Empty(PairReport.Of(log, new PairOptions { MinCount = 4 }).Pairs);
        var small = PairReport.Of(log, All with { MaxBasket = 2 });
        Assert.Equal((2, 1, 2), (small.Baskets, small.LeftOut, Assert.Single(small.Pairs).CountA));
        Assert.Equal(3, Assert.Single(PairReport.Of(log, All with { MaxPairs = 1 }).Pairs).Count);
        Assert.Empty(PairReport.Of(BasketLog.OfOrders([]), new PairOptions { MinSupport = 0.5 }).Pairs);
    }

    [Fact]
    public void Counts_are_those_of_every_basket_looked_at_for_every_pair() => Check((sales, random) =>
    {
        var baskets = sales.Select(sale => sale.Lines.Where(line => line.IsPurchase).Select(line => line.ProductId).ToHashSet()).ToList();
        var least = random.Next(1, 4);

        var report = PairReport.Of(BasketLog.OfOrders(sales), new PairOptions { MinCount = least });

        var names = Enumerable.Range(0, 8).Select(i => $"p{i}").ToList();
        var expected = from a in names
                       from b in names
                       where string.CompareOrdinal(a, b) < 0
                       let count = baskets.Count(basket => basket.Contains(a) && basket.Contains(b))
                       where count >= least
                       orderby count descending, a, b
                       select (a, b, count, baskets.Count(basket => basket.Contains(a)), baskets.Count(basket => basket.Contains(b)));
        Assert.Equal(expected, report.Pairs.Select(pair => (pair.A, pair.B, pair.Count, pair.CountA, pair.CountB)));
        var kept = PairReport.Of(BasketLog.OfOrders(sales.OrderBy(_ => random.Next())), new PairOptions { MinCount = least, MaxPairs = 2 });
        Assert.Equal(report.Pairs.Take(2), kept.Pairs);
    });

    [Fact]
    public void Offers_prefer_many_witnesses_to_a_coincidence_and_say_why()
    {
        var often = Enumerable.Range(0, 100).Select(i => i < 60 ? Basket($"a{i}", 1, "tea", "cup") : Basket($"a{i}", 1, "tea"));
        var noise = Enumerable.Range(0, 200).Select(i => Basket($"n{i}", 1, "jam"));
        var offers = new NextOffers(PairReport.Of(BasketLog.OfOrders([.. often, .. noise, Basket("z", 1, "tea", "rarity")]), All));

        var best = offers.For(new HashSet<string> { "tea" }, 3);

        Assert.Equal(("cup", "tea"), (best[0].ProductId, best[0].BoughtWith));
        Assert.Equal(new LocalText("Bought with TEA: 60 of 101", "Покупают вместе с TEA: 60 из 101"), best[0].Reason);
        Assert.DoesNotContain(best.Skip(1), offer => offer.Score >= best[0].Score);
        Assert.DoesNotContain("cup", offers.For(new HashSet<string> { "tea", "cup" }, 3).Select(offer => offer.ProductId));
        var repeatable = offers.For(new HashSet<string> { "tea", "cup" }, 3, new HashSet<string> { "cup" });
        Assert.Contains("cup", repeatable.Select(offer => offer.ProductId));
        Assert.Empty(offers.For(new HashSet<string> { "unheard of" }, 3));
    }

    [PublicDataFact(UciRetail.Log)]
    [Trait("Category", "Slow")]
    public void The_regency_teacups_of_a_real_shop_are_bought_together()
    {
        var orders = RetailBaskets();
        var sales = orders.Select((goods, i) => Basket($"c{i}", i, [.. goods]));

        var report = PairReport.Of(BasketLog.OfOrders(sales), new PairOptions { MinCount = 20, MaxBasket = int.MaxValue });

        foreach (var (a, b) in new[] { ("22697", "22698"), ("22697", "22699"), ("22698", "22699") })
        {
            var pair = report.Pairs.Single(one => one.A == a && one.B == b);
            Assert.Equal(orders.Count(goods => goods.Contains(a) && goods.Contains(b)), pair.Count);
            Assert.Equal(orders.Count(goods => goods.Contains(a)), pair.CountA);
            Assert.Equal(orders.Count(goods => goods.Contains(b)), pair.CountB);
            Assert.Equal((double)pair.Count / pair.CountA / ((double)pair.CountB / orders.Count), pair.Lift, 9);
            Assert.True(pair.Lift > 10);
            Assert.True(pair.ConfidenceAB > 0.5 && pair.ConfidenceBA > 0.5);
        }

        Assert.Equal(orders.Count, report.Baskets);
        var offers = new NextOffers(report).For(new HashSet<string> { "22697" }, 2).Select(offer => offer.ProductId);
        Assert.Equal(["22698", "22699"], offers.Order());
    }

    private static List<HashSet<string>> RetailBaskets()
    {
        var baskets = new Dictionary<string, HashSet<string>>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Repository.Data(UciRetail.Log)), CompressionMode.Decompress));
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (decimal.Parse(cells[^5], CultureInfo.InvariantCulture) > 0m && decimal.Parse(cells[^3], CultureInfo.InvariantCulture) >= 0m)
            {
                (baskets.TryGetValue(cells[0], out var goods) ? goods : baskets[cells[0]] = []).Add(cells[1]);
            }
        }

        return [.. baskets.Values];
    }
}
