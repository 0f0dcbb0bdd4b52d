namespace ClientBase.Domain.Analytics.Sketches;

/// <summary>
/// Ranks and quantiles of any number of values in little memory: exact up to a limit, beyond it with an error that is known.
/// </summary>
/// <remarks>
/// <para>
/// Up to the limit every value is kept. Beyond it, values lie in levels: one of level h stands for 2^h. A level that has grown to k
/// values is sorted and every second one goes a level up; an odd one stays. The scheme is that of Karnin, Lang and Liberty, "Optimal
/// quantile approximation in streams" (2016), without their coin: equal input gives equal sketches.
/// </para>
/// <para>
/// Why <see cref="RankError"/> holds for any stream and any tree of merges: when j of the values of a compacted level are at most x, it
/// counted j·2^h for x before and 2^(h+1) times j/2 afterwards, rounded up if the first of each pair is kept, down if the second is, so
/// it moves the rank of x by 0 or by 2^h in a known direction. All that was moved up and all that was moved down are summed apart, merges
/// add both sums, and the estimate cannot be off by more than the greater.
/// </para>
/// <para>
/// Why it stays below n/2k · (log2(n/k) + 2) for n values beyond the limit: a compaction at level h takes in at least k·2^h of the n, so
/// the compactions of one level move at most n/k together, and there are no more than log2(n/k) + 1 levels with any. Each goes in the
/// direction that has moved less so far, which keeps the two sums within n/k of each other, also when they are added in a merge: the
/// greater is at most half of all, and half of n/k.
/// </para>
/// <para>Not for several threads at once, not even to read: fill one each and merge them.</para>
/// </remarks>
public sealed partial class QuantileSketch
{
    /// <summary>How many values are kept before anything is estimated.</summary>
    public const int DefaultLimit = 1_000_000;

    /// <summary>
    /// Values a level holds: ranks among a hundred million are then off by less than 0.21 %, in about half a megabyte at most.
    /// </summary>
    public const int DefaultLevelSize = 4096;

    private readonly List<List<long>> _levels = [[]];
    private long _movedUp;
    private long _movedDown;
    private WeightedRanks? _ranks;

    /// <summary>An empty sketch.</summary>
    /// <param name="limit">How many values to keep before estimating; at least <paramref name="levelSize"/>.</param>
    /// <param name="levelSize">The k of the error bound, even: twice as many values halve the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is too small, or the level size is odd.</exception>
    public QuantileSketch(int limit = DefaultLimit, int levelSize = DefaultLevelSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levelSize, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(levelSize % 2, 0, nameof(levelSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, levelSize);
        (Limit, LevelSize) = (limit, levelSize);
    }

    /// <summary>How many values are kept before anything is estimated.</summary>
    public int Limit { get; }

    /// <summary>How many values a level holds, the k of the error bound.</summary>
    public int LevelSize { get; }

    /// <summary>How many values were added, here and in what was merged.</summary>
    public long Count { get; private set; }

    /// <summary>How far a rank may be off, in values; 0 as long as all are kept.</summary>
    public long RankError => Math.Max(_movedUp, _movedDown);

    // With one level nothing was compacted yet.
    private int Capacity => _levels.Count == 1 ? Limit : LevelSize - 1;

    private WeightedRanks Ranks => _ranks ??= new WeightedRanks(_levels);

    /// <summary>Takes in a value: money in its smallest unit, days, counts.</summary>
    public void Add(long value)
    {
        _levels[0].Add(value);
        Count++;
        _ranks = null;
        if (_levels[0].Count > Capacity)
        {
            Compact();
        }
    }

    /// <summary>Takes in all that another sketch has; that one stays as it is.</summary>
    /// <exception cref="ArgumentException">The other one was made with other sizes.</exception>
    public void Merge(QuantileSketch other)
    {
        if ((other.Limit, other.LevelSize) != (Limit, LevelSize))
        {
            throw new ArgumentException(
                $"A sketch of limit {other.Limit} and level size {other.LevelSize} cannot be merged into one of {Limit} and {LevelSize}.",
                nameof(other));
        }

        Count = checked(Count + other.Count);
        (_movedUp, _movedDown) = checked((_movedUp + other._movedUp, _movedDown + other._movedDown));
        for (var level = 0; level < other._levels.Count; level++)
        {
            Level(level).AddRange(other._levels[level]);
        }

        _ranks = null;
        Compact();
    }

    /// <summary>How many values are at most this one, give or take <see cref="RankError"/>.</summary>
    public long Rank(long value) => Ranks.UpTo(value);

    /// <summary>The value below which a share of all lies, interpolated linearly between neighbours; null of no values.</summary>
    /// <param name="share">From 0, the least value, to 1, the greatest.</param>
    /// <remarks>
    /// With n values the share lies at position share·(n − 1) of the sorted ones, as in most textbooks and spreadsheets. The answer is no
    /// less than the true value
    /// <see cref="RankError"/> places before that position, and no more than the one as many places behind the next.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A share outside 0 to 1.</exception>
    public decimal? Quantile(decimal share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1m);
        if (Count == 0)
        {
            return null;
        }

        var position = share * (Count - 1);
        var below = (long)position;
        decimal low = Ranks.At(below);
        return below == position ? low : low + ((Ranks.At(below + 1) - low) * (position - below));
    }

    private List<long> Level(int level)
    {
        while (level >= _levels.Count)
        {
            _levels.Add([]);
        }

        return _levels[level];
    }

    private void Compact()
    {
        for (var level = 0; level < _levels.Count; level++)
        {
            if (_levels[level].Count > Capacity)
            {
                Compact(level);
            }
        }
    }

    private void Compact(int level)
    {
        var values = _levels[level];
        var even = values.Count & ~1;
        values.Sort();

        var (up, keepFirst) = (Level(level + 1), _movedUp <= _movedDown);
        for (var i = keepFirst ? 0 : 1; i < even; i += 2)
        {
            up.Add(values[i]);
        }

        _levels[level] = values[even..];
        (_movedUp, _movedDown) = keepFirst ? (_movedUp + (1L << level), _movedDown) : (_movedUp, _movedDown + (1L << level));
    }
}
