namespace ClientBase.Domain.Segments.Ranking;

/// <summary>What contacts with an order are ranked by, in the ordinal order of their ids.</summary>
internal readonly record struct BuyerColumns<T>(int[] RecencyDays, int[] Orders, T[] Totals, int Count);

/// <summary>What all contacts are ranked by, in the ordinal order of their ids.</summary>
internal readonly record struct EverybodyColumns<T>(T[] Profits, T[] PeriodRevenues, int Count);

/// <summary>Finds the cuts of a base given as columns.</summary>
/// <param name="options">The shares to cut at.</param>
/// <param name="toMoney">Turns money as the columns hold it into units of the currency.</param>
internal sealed class CutFinder<T>(SegmentOptions options, Func<T, decimal> toMoney)
    where T : struct, IComparable<T>
{
    public BaseCuts Find(BuyerColumns<T> buyers, Func<int, string> buyerId, EverybodyColumns<T> everybody, Func<int, string> personId)
    {
        using var recency = new RankedColumn<int>(buyers.RecencyDays, buyers.Count);
        using var orders = new RankedColumn<int>(buyers.Orders, buyers.Count);
        using var totals = new RankedColumn<T>(buyers.Totals, buyers.Count);
        using var profits = new RankedColumn<T>(everybody.Profits, everybody.Count);
        using var revenues = new RankedColumn<T>(everybody.PeriodRevenues, everybody.Count);
        var (days, money) = (recency, totals);
        RankedValue Buyer(int buyer, decimal value) => new(value, buyerId(buyer));
        RankedValue Person(int person, T value) => new(toMoney(value), personId(person));

        var topCount = CountOf(options.VipShare, buyers.Count);
        return new BaseCuts(
            Quintiles.Cuts(buyers.Count, rank => days.Sorted[rank]),
            [.. Array.ConvertAll(Quintiles.RankCuts(buyers.Count), orders.Ascending).Select(buyer => Buyer(buyer, buyers.Orders[buyer]))],
            Quintiles.Cuts(buyers.Count, rank => toMoney(money.Sorted[rank])),
            topCount == 0 ? null : Buyer(totals.Descending(topCount - 1), toMoney(totals.Sorted[buyers.Count - topCount])),
            [.. Array.ConvertAll(RatingCuts(profits), profits.Descending).Select(person => Person(person, everybody.Profits[person]))],
            [
                .. Array.ConvertAll(AbcCuts(revenues), revenues.Descending)
                    .Select(person => Person(person, everybody.PeriodRevenues[person])),
            ]);
    }

    // The ranks from the top, counted from 0, of the last contacts with A, B and C among those with a profit.
    private int[] RatingCuts(RankedColumn<T> profits)
    {
        var profitable = profits.CountAbove(default);
        return profitable == 0
            ? []
            : Array.ConvertAll([options.RatingA, options.RatingB, options.RatingC], share => CountOf(share, profitable) - 1);
    }

    // The ranks from the top of the last contacts in A and in B: the contacts before them bring less than the share.
    private int[] AbcCuts(RankedColumn<T> revenues)
    {
        var positive = revenues.CountAbove(default);
        var sum = 0m;
        foreach (var revenue in revenues.Sorted[(revenues.Count - positive)..])
        {
            sum += toMoney(revenue);
        }

        var (before, a, b) = (0m, 0, 0);
        for (var rank = 0; rank < positive && before < options.AbcShareB * sum; rank++)
        {
            a = before < options.AbcShareA * sum ? rank : a;
            b = rank;
            before += toMoney(revenues.Sorted[revenues.Count - 1 - rank]);
        }

        return positive == 0 ? [] : [a, b];
    }

    private static int CountOf(decimal share, int count) => (int)Math.Ceiling(share * count);
}
