using ClientBase.Cli.Demo.Samples.People;
using ClientBase.Cli.Demo.Samples.Shops;

namespace ClientBase.Cli.Demo.Samples;

/// <summary>The sample base: its people, what they post, what the shops deliver, and so what a correct base must say of them.</summary>
internal sealed class SampleBase
{
    /// <summary>More orders than these make a regular: the default of the segment.</summary>
    public const int RegularOverOrders = 3;

    private const int Seed = 20_240_229;
    private const int RepeatedEvery = 25; // Shops deliver again what they think was lost: every so many webhooks come twice.

    private SampleBase(IReadOnlyList<SamplePerson> people, IReadOnlyList<SampleOrder> orders, DateTimeOffset now)
    {
        (People, Orders, Now) = (people, orders, now);
        OrdersOf = orders.Where(order => !order.IsCancelled).CountBy(order => order.Person).ToDictionary();
    }

    /// <summary>Everybody, each once.</summary>
    public IReadOnlyList<SamplePerson> People { get; }

    /// <summary>All orders.</summary>
    public IReadOnlyList<SampleOrder> Orders { get; }

    /// <summary>The instant all of it is dated back from.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What is posted to the forms.</summary>
    public IReadOnlyList<FormPost> Posts { get; private init; } = [];

    /// <summary>What the shops deliver, in no order.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries { get; private init; } = [];

    /// <summary>What the site saw of them before.</summary>
    public IReadOnlyList<SampleVisit> Visits { get; private init; } = [];

    /// <summary>The products, as the shop tells of them at first; one is sold out.</summary>
    public IReadOnlyList<WebhookDelivery> Goods { get; private init; } = [];

    /// <summary>Carts that were left behind, parcels that arrived, and the product that is back.</summary>
    public IReadOnlyList<WebhookDelivery> Later { get; private init; } = [];

    /// <summary>Who is in the shop's old tables.</summary>
    public IEnumerable<SamplePerson> OldBase => People.Where(person => person.IsInOldBase);

    /// <summary>Number of orders that count, by who placed them; who has none is absent.</summary>
    public IReadOnlyDictionary<SamplePerson, int> OrdersOf { get; }

    /// <summary>Number of orders that count.</summary>
    public int OrderCount => OrdersOf.Values.Sum();

    /// <summary>Their sum, net of refunds.</summary>
    public decimal OrderTotal => Orders.Sum(order => order.Net);

    /// <summary>Who is in the segment <c>regular</c>.</summary>
    public IEnumerable<SamplePerson> Regulars => OrdersOf.Where(count => count.Value > RegularOverOrders).Select(count => count.Key);

    /// <summary>Makes the base; the same one every time, dated back from an instant.</summary>
    public static SampleBase Create(DateTimeOffset now)
    {
        var random = new Random(Seed);
        var people = SamplePeople.Create(random);
        var shopping = new SampleOrders(random, now);
        var orders = people.SelectMany(shopping.Of).ToList();
        var buyers = orders.Where(order => order is { IsCancelled: false, Person.IsInOldBase: true })
            .Select(order => order.Person).Distinct().ToList();
        var visitors = people.Where(person => person is { Habit: Habit.Visitor, IsInOldBase: true, SecondOf: null }).ToList();
        var posts = people.SelectMany(person => SampleForms.PostsOf(person, random))
            .Concat(SampleAnswers.Of(buyers, visitors, orders.ToLookup(order => order.Person)))
            .ToArray();
        var deliveries = people
            .Where(person => person.Habit == Habit.OldAccount)
            .Select(person => ShopifyWebhooks.Customer(person, now.AddDays(-random.Next(380, 700))))
            .Concat(
                orders.SelectMany(order => order.Shop == SampleShop.Shopify ? ShopifyWebhooks.Of(order) : WooCommerceWebhooks.Of(order)))
            .SelectMany((delivery, index) => Enumerable.Repeat(delivery, index % RepeatedEvery == 0 ? 2 : 1))
            .ToArray();
        random.Shuffle(posts);
        random.Shuffle(deliveries);
        return new SampleBase(people, orders, now)
        {
            Posts = posts,
            Deliveries = deliveries,
            Visits = [.. SampleVisits.Of(people, random, now)],
            Goods = [.. SampleGoods.Products(now)],
            Later = [.. SampleGoods.Later(people, orders, now)],
        };
    }
}
