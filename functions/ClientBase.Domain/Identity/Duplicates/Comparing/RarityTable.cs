using ClientBase.Domain.Identity.Duplicates.Pairs;
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
    private const int MostRowsOfOne = 10;

    private (int[] Of, int Known) _counts = Count(column, [.. Enumerable.Range(0, column.Of.Length)]);

    public double Bits(int value)
    {
        // One of those who have the value is the person itself; only the others can have it by chance.
        var others = Math.Max(fewest, _counts.Of[value] - 1);
        return -Math.Log2((others + (ExpectedWeight * expected)) / (Math.Max(0, _counts.Known - 1) + ExpectedWeight));
    }

    /// <summary>Counts each value once for each person, and for each row where one person would have too many of them.</summary>
    /// <remarks>"Guest Customer, 0000000000" in sixty rows is no person of sixty rows, but a value that says little.</remarks>
    public void Recount(int[] personOf) => _counts = Count(column, personOf);

    /// <summary>What is known of the values, to be kept.</summary>
    public ValueCounts Often() => new(
        _counts.Known,
        new SortedDictionary<ulong, int>(Enumerable.Range(0, column.Values.Length)
            .Where(value => _counts.Of[value] >= ValueCounts.FewestKept)
            .GroupBy(value => ValueCounts.HashOf(column.Values[value]))
            .ToDictionary(group => group.Key, group => group.Max(value => _counts.Of[value]))));

    /// <summary>Counts as another base was counted; a value that is not listed there is one person's.</summary>
    public void CountAs(ValueCounts counts) => _counts =
        (Array.ConvertAll(column.Values, value => counts.Often.GetValueOrDefault(ValueCounts.HashOf(value), 1)), counts.Known);

    private static (int[] Of, int Known) Count(ValueColumn column, int[] personOf)
    {
        var rows = new Dictionary<(int Value, int Person), int>();
        for (var i = 0; i < personOf.Length; i++)
        {
            if (column.Of[i] is >= 0 and var value)
            {
                rows[(value, personOf[i])] = rows.GetValueOrDefault((value, personOf[i])) + column.Rows[i];
            }
        }

        var counts = new int[column.Values.Length];
        foreach (var ((value, _), count) in rows)
        {
            counts[value] += count > MostRowsOfOne ? count : 1;
        }

        return (counts, counts.Sum());
    }
}
