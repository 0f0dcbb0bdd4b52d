using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>A year of a real shop, from signed webhooks to segments.</summary>
public sealed class UciRetailJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private readonly AppClient _client = fixture.Client;

    [PublicDataFact(UciRetail.Log)]
    public async Task A_year_of_a_real_shop_gives_the_orders_totals_and_segments_of_its_log()
    {
        var orders = OrdersOfWholeCustomers(atLeast: 5_000, endingAt: Now().AddHours(-1));
        await Parallel.ForEachAsync(Shuffled(orders), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (order, cancellationToken) =>
        {
            var body = ShopBodies.ShopifyOrder(
                long.Parse(order.Number, CultureInfo.InvariantCulture), order.Total, order.At, long.Parse(order.Customer, CultureInfo.InvariantCulture), $"c{order.Customer}@retail.example", "GBP");
            using var response = await _client.PostShopifyAsync("acme", AppFixture.ShopifySecret, "orders/create", body);
            Assert.Equal("ok", await response.Content.ReadAsStringAsync(cancellationToken));
        });
        await _client.IdleAsync();
        var before = Now();
        await _client.RunTimerAsync("RecomputeSegments");
        await _client.IdleAsync();
        var after = Now();

        var contacts = (await _client.ContactsAsync()).ToDictionary(contact => contact.GetProperty("externalIds").GetProperty("acme")[0].GetString()!);
        AssertOrders(orders, contacts);
        string IdOf(string customer) => contacts[customer].GetProperty("id").GetString()!;
        var (early, late) = (PlainSegments.Of(orders, before, IdOf), PlainSegments.Of(orders, after, IdOf));
        Assert.All(contacts, contact =>
        {
            // A whole day may pass between asking for the run and its start.
            var segments = contact.Value.GetProperty("segments").EnumerateArray().Select(segment => segment.GetString()!).Order(StringComparer.Ordinal).ToArray();
            Assert.True(
                segments.SequenceEqual(early[contact.Key]) || segments.SequenceEqual(late[contact.Key]),
                $"{contact.Key} is in [{string.Join(' ', segments)}] instead of [{string.Join(' ', early[contact.Key])}]");
        });

        var counts = (await _client.GetAsync("api/segments")).GetProperty("items").EnumerateArray()
            .ToDictionary(segment => segment.GetProperty("id").GetString()!, segment => segment.GetProperty("count").GetInt32());
        var regular = contacts.Values.Count(contact => contact.GetProperty("segments").EnumerateArray().Any(segment => segment.GetString() == "regular"));
        Assert.Equal(regular, counts["regular"]);
        Assert.Equal(regular, (await _client.AllAsync("api/segments/regular/members?take=1000")).Count);
    }

    // Cancellations left out, and moved in time so that the log ends now: types depend on the time that has passed.
    private static List<RetailInvoice> OrdersOfWholeCustomers(int atLeast, DateTimeOffset endingAt)
    {
        var orders = UciRetail.Invoices().Where(invoice => !invoice.Number.StartsWith('C')).ToList();
        var shift = endingAt - orders.Max(order => order.At);
        var taken = new List<RetailInvoice>();
        foreach (var customer in orders.GroupBy(order => order.Customer).OrderBy(group => group.Key, StringComparer.Ordinal).TakeWhile(_ => taken.Count < atLeast))
        {
            taken.AddRange(customer.Select(order => order with { At = order.At + shift, Total = Math.Round(order.Total, 2, MidpointRounding.AwayFromZero) }));
        }

        return taken;
    }

    private static void AssertOrders(List<RetailInvoice> orders, Dictionary<string, JsonElement> contacts)
    {
        var expected = orders.GroupBy(order => order.Customer).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(order => order.Total)));
        Assert.Equal(expected.Count, contacts.Count);
        Assert.All(expected, customer =>
        {
            var summary = contacts[customer.Key].GetProperty("orders");
            Assert.Equal(customer.Value, (summary.GetProperty("count").GetInt32(), summary.GetProperty("total").GetDecimal()));
        });
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();

    private static RetailInvoice[] Shuffled(List<RetailInvoice> orders)
    {
        var shuffled = orders.ToArray();
        new Random(17).Shuffle(shuffled);
        return shuffled;
    }
}
