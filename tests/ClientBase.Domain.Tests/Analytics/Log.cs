using ClientBase.Domain.Analytics;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Analytics;

/// <summary>Short ways to build sales.</summary>
internal static class Log
{
    public static readonly DateTimeOffset AsOf = At("2026-04-15");

    /// <summary>Random histories of few customers, products and instants, in two currencies, so that ties and repeats are common.</summary>
    public static readonly Gen<Sale[]> Histories = (
        from customer in Gen.Choose(0, 5)
        from hours in Gen.Choose(0, 24 * 500)
        from total in Gen.Choose(-2, 40)
        from refunded in Gen.Choose(0, 10)
        from currency in Gen.Elements("RUB", "EUR")
        from goods in Gen.Choose(0, 7).ArrayOf()
        select (customer, hours, total, refunded, currency, goods)).ArrayOf().Select(rows => rows.Select((row, i) => new Sale(
            $"c{row.customer}", $"o{i:d4}", AsOf.AddHours(-row.hours), row.total / 4m, Math.Max(0, row.refunded - 6) / 4m, row.currency,
            [.. row.goods.Select(good => new SaleLine($"p{good}", "", good == 7 ? -1m : 1m, good == 7 ? -2m : good))])).ToArray());

    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    public static Sale Sale(
        string customer, string at, decimal total, decimal refunded = 0m, string currency = "RUB", params SaleLine[] lines) =>
        new(customer, $"{customer}-{at}-{total}", At(at), total, refunded, currency, lines);

    public static SaleLine Line(string product, decimal quantity = 1m, decimal amount = 10m) =>
        new(product, product.ToUpperInvariant(), quantity, amount);

    public static Sale Basket(string customer, int order, params string[] products) =>
        new(customer, $"{customer}-{order}", AsOf, 1m, 0m, "RUB", [.. products.Select(product => Line(product))]);

    public static Period Months(string from, string to) => new(At(from), At(to));

    public static void Check(Action<Sale[], Random> law) => Prop.ForAll(
        Histories.ToArbitrary(), ArbMap.Default.ArbFor<int>(), (sales, seed) => law(sales, new Random(seed))).QuickCheckThrowOnFailure();

    public static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
