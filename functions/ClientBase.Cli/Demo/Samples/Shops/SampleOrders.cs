using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>Makes the orders of the sample base: the same ones every time, dated back from now.</summary>
internal sealed class SampleOrders(Random random, DateTimeOffset now)
{
    private const long FirstShopifyId = 11_000_000_000_000_000;
    private const long FirstWooCommerceId = 20_000;

    private static IReadOnlyList<SampleProduct> Products => SampleGoods.All;

    private int _count;

    /// <summary>All orders of a person, the oldest first.</summary>
    public IEnumerable<SampleOrder> Of(SamplePerson person)
    {
        var usual = person.Country == "RU" ? SampleShop.WooCommerce : SampleShop.Shopify;
        foreach (var daysAgo in DaysAgo(person.Habit).OrderDescending())
        {
            var shop = random.Next(10) == 0 ? SampleShop.Other(usual) : usual;
            yield return Create(person, shop, now.AddDays(-daysAgo).AddMinutes(-random.Next(0, 1200)));
        }
    }

    private SampleOrder Create(SamplePerson person, SampleShop shop, DateTimeOffset placedAt)
    {
        var number = ++_count;
        var lines = Enumerable.Range(0, random.Next(1, 4))
            .Select(_ => Products[random.Next(Products.Count)])
            .Distinct()
            .Select(product => new SampleLine(product, random.Next(1, 3)))
            .ToList();
        var isCancelled = random.Next(100) < 3;
        var isReturned = !isCancelled && random.Next(100) < 5;
        var id = number + (shop == SampleShop.Shopify ? FirstShopifyId : FirstWooCommerceId);
        return new SampleOrder(
            shop, id, 1000 + number, person, WholeSeconds(placedAt), lines, isCancelled, Refunded: isReturned ? lines[0].Total : 0m);
    }

    private IEnumerable<int> DaysAgo(Habit habit) => habit switch
    {
        Habit.Newcomer => Spread(1, 2, 60),
        Habit.OneTimer => Spread(1, 70, 330),
        Habit.LongGone => Spread(1, 372, 520),
        Habit.Warming => Spread(random.Next(1, 3), 3, 90).Append(random.Next(100, 150)),
        Habit.Fading => Spread(random.Next(3, 6), 120, 350),
        Habit.Lost => Spread(random.Next(4, 8), 372, 560),
        Habit.Loyal => Spread(random.Next(4, 7), 4, 320).Append(random.Next(380, 480)),
        Habit.Fan => Spread(random.Next(9, 14), 1, 380).Append(random.Next(1, 10)).Append(random.Next(390, 540)),
        _ => [],
    };

    private List<int> Spread(int count, int from, int to) => [.. Enumerable.Range(0, count).Select(_ => random.Next(from, to))];

    // The shops write no fractions of a second.
    private static DateTimeOffset WholeSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
