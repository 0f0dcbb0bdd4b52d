using System.Buffers;
using ClientBase.Domain.Segments.Ranking;

namespace ClientBase.Domain.Segments.Scoring;

/// <summary>Scores whole bases: what <see cref="BaseCuts.Place"/> does for one customer, for millions at a time.</summary>
/// <remarks>
/// Shards are summed up in parallel. Their columns, one after the other, are ranked as one base. Then each shard is scored against the
/// cuts in parallel. Sums are kept in pooled memory, so only the scores themselves are allocated.
/// </remarks>
public sealed class BatchScorer(SegmentCatalogue catalogue, DateTimeOffset asOf)
{
    /// <summary>Scores a base that is one shard.</summary>
    /// <param name="log">Its orders.</param>
    /// <param name="profiles">What is known of the customers, by number; empty when nothing is.</param>
    public BatchScores Score(OrderLog log, IReadOnlyList<ProfileFacts>? profiles = null) =>
        Score([log], profiles is null ? null : [profiles])[0];

    /// <summary>Scores a base of several shards, given in the order of their customers' ids. Rows after the instant are left out.</summary>
    /// <exception cref="ArgumentException">The shards' amounts are in different units.</exception>
    /// <exception cref="OverflowException">One customer's amounts are too large.</exception>
    public IReadOnlyList<BatchScores> Score(IReadOnlyList<OrderLog> shards, IReadOnlyList<IReadOnlyList<ProfileFacts>>? profiles = null)
    {
        if (shards.Any(shard => shard.Decimals != shards[0].Decimals))
        {
            throw new ArgumentException("The amounts of all shards are in one unit.", nameof(shards));
        }

        var starts = new int[shards.Count + 1];
        for (var shard = 0; shard < shards.Count; shard++)
        {
            starts[shard + 1] = starts[shard] + shards[shard].CustomerIds.Count;
        }

        var totals = ArrayPool<CustomerTotals>.Shared.Rent(starts[^1]);
        try
        {
            totals.AsSpan(0, starts[^1]).Clear();
            Parallel.For(0, shards.Count, shard => SumUp(shards[shard], totals.AsSpan(starts[shard], shards[shard].CustomerIds.Count)));
            var cuts = starts[^1] == 0 ? null : FindCuts(shards, starts, totals);
            var scores = new BatchScores[shards.Count];
            Parallel.For(0, shards.Count, shard => scores[shard] = Decide(
                shards[shard], totals.AsSpan(starts[shard], shards[shard].CustomerIds.Count), profiles?[shard], cuts!));
            return scores;
        }
        finally
        {
            ArrayPool<CustomerTotals>.Shared.Return(totals);
        }
    }

    private void SumUp(OrderLog log, Span<CustomerTotals> totals)
    {
        var periodStart = asOf.UtcDateTime.AddMonths(-catalogue.Options.AbcMonths).Ticks;
        var recentStart = asOf.UtcTicks - TimeSpan.FromDays(catalogue.Options.ActiveDays).Ticks;
        using var months = LogMonths.Of(log, asOf.UtcTicks);
        for (var month = 0; month < months.Count; month++)
        {
            var number = months.NumberOf(month);
            var window = new LogWindow(periodStart, recentStart, LogMonths.StartOf(number), number < MonthlyOrders.IndexOf(asOf));
            var (from, to) = months.RangeOf(month);
            if (months.Rows is { } rows)
            {
                SumUp(log, rows.AsSpan(from, to - from), totals, window);
            }
            else
            {
                SumUp(log, from, to, totals, window);
            }
        }
    }

    private static void SumUp(OrderLog log, ReadOnlySpan<int> rows, Span<CustomerTotals> totals, in LogWindow window)
    {
        var (customers, times, amounts) = (log.Customers, log.Times, log.Amounts);
        foreach (var row in rows)
        {
            totals[customers[row]].Add(times[row], amounts[row], window);
        }
    }

    private static void SumUp(OrderLog log, int from, int to, Span<CustomerTotals> totals, in LogWindow window)
    {
        var (customers, times, amounts) = (log.Customers, log.Times, log.Amounts);
        for (var row = from; row < to; row++)
        {
            totals[customers[row]].Add(times[row], amounts[row], window);
        }
    }

    private BaseCuts FindCuts(IReadOnlyList<OrderLog> shards, int[] starts, CustomerTotals[] totals)
    {
        var count = starts[^1];
        using var columns = new PooledColumns(count);
        var buyers = 0;
        for (var customer = 0; customer < count; customer++)
        {
            ref var one = ref totals[customer];
            (columns.Profits[customer], columns.Revenues[customer]) = (one.Total, one.PeriodRevenue);
            if (one.Orders > 0)
            {
                columns.Buyers[buyers] = customer;
                columns.RecencyDays[buyers] = (int)((asOf.UtcTicks - one.LastAt) / TimeSpan.TicksPerDay);
                (columns.Orders[buyers], columns.BuyerTotals[buyers]) = (one.Orders, one.Total);
                buyers++;
            }
        }

        string IdOf(int customer)
        {
            var shard = Array.FindLastIndex(starts, start => start <= customer);
            return shards[shard].CustomerIds[customer - starts[shard]];
        }

        return new CutFinder<long>(catalogue.Options, shards[0].ToMoney).Find(
            new BuyerColumns<long>(columns.RecencyDays, columns.Orders, columns.BuyerTotals, buyers),
            buyer => IdOf(columns.Buyers[buyer]),
            new EverybodyColumns<long>(columns.Profits, columns.Revenues, count),
            IdOf);
    }

    private BatchScores Decide(OrderLog log, ReadOnlySpan<CustomerTotals> totals, IReadOnlyList<ProfileFacts>? profiles, BaseCuts cuts)
    {
        var lastFullMonth = MonthlyOrders.IndexOf(asOf) - 1;
        var scores = new CustomerScore[totals.Length];
        for (var customer = 0; customer < totals.Length; customer++)
        {
            var profile = profiles is null ? default : profiles[customer];
            var facts = totals[customer].ToFacts(log.CustomerIds[customer], log, lastFullMonth, profile);
            scores[customer] = new CustomerScore(cuts.Place(facts, asOf), totals[customer].Total, catalogue);
        }

        return new BatchScores(log, scores);
    }

    private sealed class PooledColumns(int count) : IDisposable
    {
        public long[] Profits { get; } = ArrayPool<long>.Shared.Rent(count);

        public long[] Revenues { get; } = ArrayPool<long>.Shared.Rent(count);

        public long[] BuyerTotals { get; } = ArrayPool<long>.Shared.Rent(count);

        public int[] Buyers { get; } = ArrayPool<int>.Shared.Rent(count);

        public int[] RecencyDays { get; } = ArrayPool<int>.Shared.Rent(count);

        public int[] Orders { get; } = ArrayPool<int>.Shared.Rent(count);

        public void Dispose()
        {
            Array.ForEach([Profits, Revenues, BuyerTotals], column => ArrayPool<long>.Shared.Return(column));
            Array.ForEach([Buyers, RecencyDays, Orders], column => ArrayPool<int>.Shared.Return(column));
        }
    }
}
