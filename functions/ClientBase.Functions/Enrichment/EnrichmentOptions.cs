using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Enrichment;

/// <summary>Settings <c>Enrichment__*</c>.</summary>
public sealed class EnrichmentOptions
{
    public const string Section = "Enrichment";

    /// <summary>Customers a minute that each shop is asked for, by all instances together; 0: shops are not asked.</summary>
    [Range(0, 10_000)]
    public int PerMinute { get; set; } = 30;
}
