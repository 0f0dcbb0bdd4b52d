using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Storage;

/// <summary>Settings <c>Costs__*</c>: what storage costs here. Prices differ by region and kind of storage account.</summary>
public sealed class CostOptions
{
    public const string Section = "Costs";

    private const decimal PricedAt = 10_000;

    /// <summary>Currency of the prices, ISO 4217.</summary>
    [StringLength(3, MinimumLength = 3)]
    public string Currency { get; set; } = "USD";

    /// <summary>Price of 10,000 queue operations.</summary>
    [Range(0, 1000)]
    public decimal Queue { get; set; } = 0.004m;

    /// <summary>Price of 10,000 table operations.</summary>
    [Range(0, 1000)]
    public decimal Table { get; set; } = 0.00036m;

    /// <summary>Price of 10,000 blob operations, as if all were writes.</summary>
    [Range(0, 1000)]
    public decimal Blob { get; set; } = 0.055m;

    /// <summary>What so many transactions cost.</summary>
    public decimal CostOf(StorageTransactions used) =>
        ((used.Queue * Queue) + (used.Table * Table) + (used.Blob * Blob)) / PricedAt;
}
