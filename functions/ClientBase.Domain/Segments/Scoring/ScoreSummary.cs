using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Segments.Scoring;

/// <summary>How many customers a segment has, and what they brought in all.</summary>
/// <param name="Customers">Customers.</param>
/// <param name="Total">Sum of their amounts, in units of the currency.</param>
public sealed record Tally(int Customers, decimal Total)
{
    internal static Tally None { get; } = new(0, 0m);

    internal Tally With(decimal total) => new(Customers + 1, Total + total);
}

/// <summary>The scores of a base in figures.</summary>
/// <param name="Customers">Customers in the log until the instant.</param>
/// <param name="Buyers">Those of them with an order.</param>
/// <param name="Rfm">By RFM segment, all ten.</param>
/// <param name="AbcXyz">By cell (<c>AX</c> ... <c>CZ</c>), all nine.</param>
/// <param name="Rating">By rating, all five.</param>
/// <param name="ParetoShare">The share of all profit that the customers with rating A bring, 0 to 1; null without profit.</param>
public sealed record ScoreSummary(
    int Customers,
    int Buyers,
    IReadOnlyDictionary<string, Tally> Rfm,
    IReadOnlyDictionary<string, Tally> AbcXyz,
    IReadOnlyDictionary<string, Tally> Rating,
    decimal? ParetoShare)
{
    /// <summary>Sums up the scores of a base's shards.</summary>
    public static ScoreSummary Of(params IEnumerable<BatchScores> shards)
    {
        var rfm = RfmSegments.Names.ToDictionary(name => name, _ => Tally.None);
        var cells = Enum.GetValues<Abc>()
            .SelectMany(abc => Enum.GetValues<Xyz>().Select(xyz => $"{abc}{xyz}"))
            .ToDictionary(cell => cell, _ => Tally.None);
        var rating = Enum.GetNames<Rating>().ToDictionary(name => name, _ => Tally.None);
        var (customers, buyers) = (0, 0);
        foreach (var shard in shards)
        {
            for (var customer = 0; customer < shard.CustomerIds.Count; customer++, customers++)
            {
                ref readonly var score = ref shard[customer];
                var total = shard.TotalOf(customer);
                Count(rating, score.Rating.ToString(), total);
                if (score.Rfm is { } digits)
                {
                    buyers++;
                    Count(rfm, digits.Segment, total);
                    Count(cells, $"{score.Abc}{score.Xyz}", total);
                }
            }
        }

        var profit = rating.Where(one => one.Key != nameof(Families.Rating.E)).Sum(one => one.Value.Total);
        decimal? pareto = profit > 0m ? rating[nameof(Families.Rating.A)].Total / profit : null;
        return new ScoreSummary(customers, buyers, rfm, cells, rating, pareto);
    }

    private static void Count(Dictionary<string, Tally> tallies, string name, decimal total) => tallies[name] = tallies[name].With(total);
}
