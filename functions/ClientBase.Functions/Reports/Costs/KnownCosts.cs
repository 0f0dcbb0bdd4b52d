using System.Globalization;
using ClientBase.Domain.Analytics;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Reports.Costs;

/// <summary>What was spent in a period, in one currency: what was imported, and what forms say a lead of theirs costs.</summary>
/// <param name="imported">The imported costs.</param>
/// <param name="ofForms">What the forms that people came by say.</param>
/// <param name="currency">The currency of the figures; null: none, so nothing can be said.</param>
internal sealed class KnownCosts(IReadOnlyList<KeptCost> imported, IReadOnlyList<KeptLeadCost> ofForms, string? currency)
{
    /// <summary>Whether anything is known of costs at all.</summary>
    public bool IsAny => imported.Count > 0 || ofForms.Count > 0;

    /// <summary>By channel.</summary>
    public IReadOnlyDictionary<string, decimal> By(Period period)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        foreach (var (channel, amount) in Of(period))
        {
            sums[channel] = sums.GetValueOrDefault(channel) + amount;
        }

        return sums;
    }

    /// <summary>In all; null where nothing is known of costs.</summary>
    public decimal? Sum(Period period) => IsAny ? Of(period).Sum(cost => cost.Amount) : null;

    private IEnumerable<(string Channel, decimal Amount)> Of(Period period) => imported
        .Where(cost => cost.Currency == currency && Touches(period, DayOf(cost)))
        .Select(cost => (cost.Channel, cost.Amount))
        .Concat(
            from cost in ofForms
            where period.Has(DateTimeOffset.FromUnixTimeMilliseconds(cost.At))
            select (cost.Channel, cost.Amount));

    // A day counts whole, also where a period begins in it: with the first contact of a base, say.
    private static bool Touches(Period period, DateTimeOffset day) => day < period.To && day.AddDays(1) > period.From;

    private static DateTimeOffset DayOf(KeptCost cost) =>
        DateTimeOffset.ParseExact(cost.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
