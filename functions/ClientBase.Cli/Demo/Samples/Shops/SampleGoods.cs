using System.Globalization;
using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>What the sample shop sells, and what else it tells: carts left behind, parcels that arrived, what is back.</summary>
internal static class SampleGoods
{
    private const int CartsLeft = 10;
    private const int Parcels = 8;

    /// <summary>The products.</summary>
    public static IReadOnlyList<SampleProduct> All { get; } =
    [
        new(101, "TEA-GREEN", "Green tea, 100 g", 9.5m, "Tea"), new(102, "TEA-BLACK", "Black tea, 100 g", 8.9m, "Tea"),
        new(103, "TEA-SET", "Tasting set of teas", 34m, "Tea"), new(104, "COFFEE-1", "Coffee beans, 1 kg", 24m, "Coffee"),
        new(105, "COFFEE-025", "Coffee beans, 250 g", 7.9m, "Coffee"), new(106, "MILL", "Coffee mill", 59m, "Tools"),
        new(107, "POT", "Tea pot, 0.8 l", 42m, "Tools"), new(108, "CUP", "Porcelain cup", 12.5m, "Tools"),
        new(109, "KETTLE", "Gooseneck kettle", 89m, "Tools"), new(110, "HONEY", "Lime honey, 350 g", 11.2m, "Sweets"),
        new(111, "GIFT", "Gift box", 6m, "Sweets"), new(112, "FILTER", "Paper filters, 100", 4.75m, "Coffee"),
    ];

    /// <summary>The products as the shop tells of them a week ago: the one people wait for is sold out.</summary>
    public static IEnumerable<WebhookDelivery> Products(DateTimeOffset now) =>
        All.Select(product => ShopifyWebhooks.Product(product, IsWaitedFor(product) ? 0 : 20 + (product.Id % 7), now.AddDays(-7)));

    /// <summary>What happened of late.</summary>
    public static IEnumerable<WebhookDelivery> Later(
        IReadOnlyList<SamplePerson> people, IReadOnlyList<SampleOrder> orders, DateTimeOffset now)
    {
        // Long enough ago to count as left behind, not so long that nobody would be reminded.
        var shopping = people.Where(person => person is { IsInOldBase: true, Habit: Habit.Warming or Habit.Visitor, SecondOf: null });
        foreach (var (at, person) in shopping.Where(person => person.MayBeMailed).Take(CartsLeft).Index())
        {
            var (one, other) = (All[at % All.Count], All[(at + 5) % All.Count]);
            yield return ShopifyWebhooks.Checkout(person, [new(one, 1), new(other, 2)], now.AddMinutes(-20 - at));
        }

        var lately = orders.Where(order => order.Shop == SampleShop.Shopify && order is { IsCancelled: false, Person.IsInOldBase: true })
            .OrderByDescending(order => order.PlacedAt);
        foreach (var order in lately.Take(Parcels))
        {
            yield return ShopifyWebhooks.Delivered(order, now.AddHours(-2));
        }

        yield return ShopifyWebhooks.Product(All.Single(IsWaitedFor), stock: 12, now.AddMinutes(-5));
    }

    private static bool IsWaitedFor(SampleProduct product) =>
        product.Id.ToString(CultureInfo.InvariantCulture) == SampleForms.AlertProduct;
}
