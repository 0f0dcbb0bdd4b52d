namespace ClientBase.Domain.Analytics.Sketches;

/// <summary>The values of a sketch in order, each with the ranks it stands for.</summary>
internal sealed class WeightedRanks
{
    private readonly long[] _values;
    private readonly long[] _upTo;

    public WeightedRanks(List<List<long>> levels)
    {
        var count = levels.Sum(level => level.Count);
        (_values, _upTo) = (new long[count], new long[count]);
        var place = 0;
        for (var level = 0; level < levels.Count; place += levels[level].Count, level++)
        {
            levels[level].CopyTo(_values, place);
            Array.Fill(_upTo, 1L << level, place, levels[level].Count);
        }

        Array.Sort(_values, _upTo);
        for (var i = 1; i < count; i++)
        {
            _upTo[i] += _upTo[i - 1];
        }
    }

    /// <summary>How many values are at most this one.</summary>
    public long UpTo(long value) => FirstAbove(_values, value) is var end && end == 0 ? 0 : _upTo[end - 1];

    /// <summary>The value of a rank, from 0.</summary>
    public long At(long rank) => _values[FirstAbove(_upTo, rank)];

    private static int FirstAbove(long[] sorted, long value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sorted[middle] > value ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
