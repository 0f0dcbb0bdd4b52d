using System.Globalization;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>A year of a real shop, from signed webhooks to segments.</summary>
[Trait("Category", "Slow")]
public sealed class UciRetailJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [PublicDataFact(UciRetail.Log)]
    public async Task A_year_of_a_real_shop_gives_the_orders_totals_and_segments_of_its_log()
    {
        var orders = OrdersOfWholeCustomers(atLeast: 2_000, endingAt: Now().AddHours(-1));
        var sixteen = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        await Parallel.ForEachAsync(Shuffled(orders), sixteen, async (order, cancellationToken) =>
        {
            var body = ShopBodies.ShopifyOrder(
                Number(order.Number), order.Total, order.At, Number(order.Customer), $"c{order.Customer}@retail.example", "GBP");
            using var response = await _client.PostShopifyAsync("acme", AppFixture.ShopifySecret, "orders/create", body);
            Assert.Equal("ok", await response.Content.ReadAsStringAsync(cancellationToken));
        });
        await _client.IdleAsync();
        var before = Now();
        await _client.RunTimerAsync("RecomputeSegments");
        await _client.IdleAsync();
        var after = Now();

        var contacts = (await _client.ContactsAsync()).ToDictionary(contact => contact.ExternalIds["acme"][0]);
        AssertOrders(orders, contacts);
        string IdOf(string customer) => contacts[customer].Id;
        var (early, late) = (PlainSegments.Of(orders, before, IdOf), PlainSegments.Of(orders, after, IdOf));
        Assert.All(contacts, contact =>
        {
            // A whole day may pass between asking for the run and its start.
            var segments = contact.Value.Segments.Where(PlainSegments.Decides).Order(StringComparer.Ordinal).ToArray();
            Assert.True(
                segments.SequenceEqual(early[contact.Key]) || segments.SequenceEqual(late[contact.Key]),
                $"{contact.Key} is in [{string.Join(' ', segments)}] instead of [{string.Join(' ', early[contact.Key])}]");
        });

        var regular = contacts.Values.Count(contact => contact.Segments.Contains("regular"));
        Assert.Equal(regular, (await _client.GetAsync<SegmentItem>("api/segments/regular")).Count);
        Assert.Equal(regular, (await _client.AllAsync<SegmentMember>("api/segments/regular/members?take=1000")).Count);
    }

    // Cancellations left out, and moved in time so that the log ends now: types depend on the time that has passed.
    private static List<RetailInvoice> OrdersOfWholeCustomers(int atLeast, DateTimeOffset endingAt)
    {
        var orders = UciRetail.Invoices().Where(invoice => !invoice.Number.StartsWith('C')).ToList();
        var shift = endingAt - orders.Max(order => order.At);
        var taken = new List<RetailInvoice>();
        var customers = orders.GroupBy(order => order.Customer).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var customer in customers.TakeWhile(_ => taken.Count < atLeast))
        {
            taken.AddRange(customer.Select(order => order with
            {
                At = order.At + shift,
                Total = Math.Round(order.Total, 2, MidpointRounding.AwayFromZero),
            }));
        }

        return taken;
    }

    private static void AssertOrders(List<RetailInvoice> orders, Dictionary<string, ContactJson> contacts)
    {
        var expected = orders.GroupBy(order => order.Customer)
            .ToDictionary(group => group.Key, group => (Count: group.Count(), Total: group.Sum(order => order.Total)));
        Assert.Equal(expected.Count, contacts.Count);
        Assert.All(expected, customer =>
        {
            var sums = contacts[customer.Key].Orders;
            Assert.Equal(customer.Value, (sums.Count, sums.Total));
        });
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    private static RetailInvoice[] Shuffled(List<RetailInvoice> orders)
    {
        var shuffled = orders.ToArray();
        new Random(17).Shuffle(shuffled);
        return shuffled;
    }
}
