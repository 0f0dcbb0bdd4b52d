using System.Buffers;

namespace ClientBase.Domain.Segments.Ranking;

/// <summary>One value of each customer, ranked. Customers are in ordinal order of their ids, so equal values are ranked by id.</summary>
/// <remarks>Only the values are sorted, not the customers. Who has a rank is looked up for the few ranks that are needed.</remarks>
internal readonly struct RankedColumn<T> : IDisposable
    where T : struct, IComparable<T>
{
    private readonly T[] _values;
    private readonly T[] _sorted;

    /// <summary>Ranks the first <paramref name="count"/> values; they must not change afterwards.</summary>
    public RankedColumn(T[] values, int count)
    {
        (_values, Count) = (values, count);
        _sorted = ArrayPool<T>.Shared.Rent(count);
        if (_sorted is int[] numbers)
        {
            CountingSort.Sort((int[])(object)values, numbers, count);
            return;
        }

        values.AsSpan(0, count).CopyTo(_sorted);
        Sorted.Sort();
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The values from the least up.</summary>
    public Span<T> Sorted => _sorted.AsSpan(0, Count);

    /// <summary>How many values are greater.</summary>
    public int CountAbove(T value) => Count - CountUpTo(value);

    /// <summary>The customer with a rank, counted from 0 and from the least value up.</summary>
    public int Ascending(int rank)
    {
        var value = _sorted[rank];
        return Find(value, rank - CountBelow(value));
    }

    /// <summary>The customer with a rank, counted from 0 and from the greatest value down.</summary>
    public int Descending(int rank)
    {
        var value = _sorted[Count - 1 - rank];
        return Find(value, rank - CountAbove(value));
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<T>.Shared.Return(_sorted);

    private int CountBelow(T value) => FirstWhere(value, orEqual: true);

    private int CountUpTo(T value) => FirstWhere(value, orEqual: false);

    // The first place in sorted order whose value is greater than the given one (or equal to it).
    private int FirstWhere(T value, bool orEqual)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = _sorted[middle].CompareTo(value);
            if (order > 0 || (orEqual && order == 0))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    // The customer who is the n-th of those with this value.
    private int Find(T value, int n)
    {
        for (var customer = 0; customer < Count; customer++)
        {
            if (_values[customer].CompareTo(value) == 0 && n-- == 0)
            {
                return customer;
            }
        }

        throw new InvalidOperationException("The values have changed since they were ranked.");
    }
}
