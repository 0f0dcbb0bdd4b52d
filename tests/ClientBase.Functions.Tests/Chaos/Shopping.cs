using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Samples;

namespace ClientBase.Functions.Tests.Chaos;

/// <summary>What a hundred people do: forms of all, and orders of some of them, a few changed and refunded.</summary>
internal static class Shopping
{
    public const int People = 100;
    public const int Forms = 1_000;
    public const int Customers = 60;
    public const int Orders = 300;
    private const string Form = "storm";
    private static readonly DateTimeOffset March = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static Task DefineAsync(AppClient client) => client.DefineFormAsync(Form);

    /// <summary>All deliveries, in the order they happened: a refund may overtake its order on the way.</summary>
    public static IEnumerable<Func<AppClient, Task<HttpResponseMessage>>> Deliveries() =>
    [
        .. Enumerable.Range(0, Forms).Select(Post),
        .. Enumerable.Range(0, Orders).Select(order => Notify("orders/create", Order(order, Placed(order), March))),
        .. Changed.Select(order => Notify("orders/updated", Order(order, Total(order), March.AddHours(1)))),
        .. Refunded.Select(order => Notify("refunds/create", ShopBodies.ShopifyRefund(order + 1, order + 1, Refund))),
    ];

    public static string EmailOf(int person) => $"person{person}@storm.example";

    /// <summary>How many orders somebody has.</summary>
    public static int OrdersOf(int person) => OrderNumbers(person).Count();

    /// <summary>What they come to, refunds taken off.</summary>
    public static decimal TotalOf(int person) => OrderNumbers(person).Sum(order => Total(order) - (Refunded.Contains(order) ? Refund : 0m));

    /// <summary>How many of somebody's notifications tell of orders: each was told of once or twice.</summary>
    public static int OrderNotesOf(int person) => OrderNumbers(person).Sum(order => Changed.Contains(order) ? 2 : 1);

    public static int RefundNotesOf(int person) => OrderNumbers(person).Count(Refunded.Contains);

    private static decimal Refund => 3m;

    private static IEnumerable<int> Changed => Enumerable.Range(0, Orders).Where(order => order % 4 == 0);

    private static IEnumerable<int> Refunded => Enumerable.Range(0, Orders).Where(order => order % 5 == 0);

    private static IEnumerable<int> OrderNumbers(int person) => Enumerable.Range(0, Orders).Where(order => order % Customers == person);

    private static decimal Placed(int order) => 10m + (order % 7);

    private static decimal Total(int order) => Placed(order) + (order % 4 == 0 ? 5m : 0m);

    private static Func<AppClient, Task<HttpResponseMessage>> Post(int form)
    {
        var person = form % People;
        var fields = new { email = EmailOf(person), phone = $"+7916000{person:d4}", answer = $"{form}" };
        return client => client.PostFormAsync(Form, fields, $"form-{form}");
    }

    private static byte[] Order(int order, decimal total, DateTimeOffset updatedAt) =>
        ShopBodies.ShopifyOrder(order + 1, total, March, (order % Customers) + 1, EmailOf(order % Customers), updatedAt: updatedAt);

    private static Func<AppClient, Task<HttpResponseMessage>> Notify(string topic, byte[] body) =>
        client => client.PostShopifyAsync("acme", AppFixture.ShopifySecret, topic, body);
}
