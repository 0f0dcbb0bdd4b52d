using ClientBase.Domain.Identity.Duplicates.Records;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>How rare each value of a field is, in bits: the share of other people who have it too, smoothed for small files.</summary>
/// <param name="column">The field.</param>
/// <param name="expected">The share of pairs expected to have a value in common by chance, before the data is seen.</param>
/// <param name="fewest">How many other people are assumed to have a value by chance when the data shows none.</param>
internal sealed class RarityTable(ValueColumn column, double expected, double fewest = RarityTable.FewestOthers)
{
    /// <summary>For values anybody may have.</summary>
    public const double FewestOthers = 0.5;

    /// <summary>For addresses and numbers that are given to one person.</summary>
    public const double FewestOthersOfOwn = 0.02;

    private const double ExpectedWeight = 20;

    private int[] _counts = column.Counts;
    private int _known = column.Known;

    public double Bits(int value)
    {
        // One of those who have the value is the person itself; only the others can have it by chance.
        var others = Math.Max(fewest, _counts[value] - 1);
        return -Math.Log2((others + (ExpectedWeight * expected)) / (Math.Max(0, _known - 1) + ExpectedWeight));
    }

    /// <summary>Counts each value once for each person.</summary>
    public void Recount(int[] personOf)
    {
        var seen = new HashSet<(int, int)>();
        var counts = new int[_counts.Length];
        for (var i = 0; i < personOf.Length; i++)
        {
            var value = column.Of[i];
            if (value >= 0 && seen.Add((value, personOf[i])))
            {
                counts[value]++;
            }
        }

        _counts = counts;
        _known = counts.Sum();
    }
}
