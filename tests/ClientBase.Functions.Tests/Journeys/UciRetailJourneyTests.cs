using System.Globalization;
using System.Text.Json;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Journeys;

/// <summary>A year of a real shop, from signed webhooks to segments.</summary>
public sealed class UciRetailJourneyTests(AppFixture fixture) : IClassFixture<AppFixture>
{
    private const int Orders = 5_000;
    private readonly AppClient _client = fixture.Client;

    [Fact]
    public async Task A_year_of_a_real_shop_gives_the_orders_totals_and_segments_of_its_log()
    {
        if (UciRetail.Orders(Orders, Now().AddHours(-1)) is not { } orders)
        {
            return; // The log is not on this machine.
        }

        await Parallel.ForEachAsync(Shuffled(orders), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (order, cancellationToken) =>
        {
            var body = ShopBodies.ShopifyOrder(
                long.Parse(order.Invoice, CultureInfo.InvariantCulture), order.Total, order.At, long.Parse(order.Customer, CultureInfo.InvariantCulture), $"c{order.Customer}@retail.example", "GBP");
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

    private static void AssertOrders(List<RetailOrder> orders, Dictionary<string, JsonElement> contacts)
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

    private static RetailOrder[] Shuffled(List<RetailOrder> orders)
    {
        var shuffled = orders.ToArray();
        new Random(17).Shuffle(shuffled);
        return shuffled;
    }
}
