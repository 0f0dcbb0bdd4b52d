using ClientBase.Cli.Demo.Samples.People;

namespace ClientBase.Cli.Demo.Samples.Shops;

/// <summary>Something the sample shop sells.</summary>
internal sealed record SampleProduct(int Id, string Sku, string Title, decimal Price, string Category);

/// <summary>A line of an order.</summary>
internal sealed record SampleLine(SampleProduct Product, int Quantity)
{
    public decimal Total => Product.Price * Quantity;
}

/// <summary>An order, as it stands now.</summary>
/// <param name="Shop">Where it was placed.</param>
/// <param name="Id">Its id there. Shopify's are beyond what a double holds, as real ones are.</param>
/// <param name="Number">What the customer knows it by.</param>
/// <param name="Person">Who placed it.</param>
/// <param name="PlacedAt">When.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="IsCancelled">Whether it was cancelled.</param>
/// <param name="Refunded">Money returned for it.</param>
internal sealed record SampleOrder(
    SampleShop Shop,
    long Id,
    int Number,
    SamplePerson Person,
    DateTimeOffset PlacedAt,
    IReadOnlyList<SampleLine> Lines,
    bool IsCancelled,
    decimal Refunded)
{
    /// <summary>What the shop sells in.</summary>
    public const string Currency = "EUR";

    /// <summary>The promo code it carries; null: none.</summary>
    public string? Code { get; init; }

    /// <summary>Sum before refunds.</summary>
    public decimal Total => Lines.Sum(line => line.Total);

    /// <summary>What it counts for.</summary>
    public decimal Net => IsCancelled ? 0m : Total - Refunded;
}
