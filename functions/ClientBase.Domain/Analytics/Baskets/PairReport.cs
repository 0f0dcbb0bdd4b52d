namespace ClientBase.Domain.Analytics.Baskets;

/// <summary>Which pairs are worth counting.</summary>
public sealed record PairOptions
{
    /// <summary>Pairs bought together in fewer baskets are left out; at least 1.</summary>
    public int MinCount { get; init; } = 5;

    /// <summary>The same as a share of all baskets, 0 to 1; the stricter of the two holds.</summary>
    public double MinSupport { get; init; }

    /// <summary>Baskets of more distinct products are left out of all counts: they are a reseller's stock, not a person's taste.</summary>
    public int MaxBasket { get; init; } = 500;

    /// <summary>So many pairs are kept: those bought together most often.</summary>
    public int MaxPairs { get; init; } = 100_000;

    /// <summary>In how many baskets a pair has to be, so that few baskets say something and many do not say everything.</summary>
    public static int LeastOf(int baskets) => baskets switch { < 100 => 1, < 1_000 => 2, _ => 5 };
}

/// <summary>Two products bought together. Shares and lift are of the counts beside them.</summary>
/// <param name="A">One product; the first of the two in ordinal order.</param>
/// <param name="TitleA">Its name.</param>
/// <param name="B">The other.</param>
/// <param name="TitleB">Its name.</param>
/// <param name="Count">Baskets with both.</param>
/// <param name="CountA">Baskets with <paramref name="A"/>.</param>
/// <param name="CountB">Baskets with <paramref name="B"/>.</param>
/// <param name="Support">Count / all baskets.</param>
/// <param name="ConfidenceAB">Count / CountA: of those with A, who took B too.</param>
/// <param name="ConfidenceBA">Count / CountB.</param>
/// <param name="Lift">Count x baskets / (CountA x CountB): how many times more often than by chance.</param>
public sealed record ProductPair(
    string A,
    string TitleA,
    string B,
    string TitleB,
    int Count,
    int CountA,
    int CountB,
    double Support,
    double ConfidenceAB,
    double ConfidenceBA,
    double Lift);

/// <summary>Pairs bought together.</summary>
/// <param name="Baskets">Baskets counted.</param>
/// <param name="LeftOut">Baskets larger than <see cref="PairOptions.MaxBasket"/>.</param>
/// <param name="Pairs">By count, the most frequent first; ties by product ids.</param>
/// <remarks>
/// Takes one product at a time, goes through its baskets and counts the products beside it in one array. So memory is a few numbers for
/// each line and product, however many pairs there are. Products too rare for a pair are dropped first.
/// </remarks>
public sealed record PairReport(int Baskets, int LeftOut, IReadOnlyList<ProductPair> Pairs)
{
    /// <summary>Counts the pairs of some baskets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option makes no sense.</exception>
    public static PairReport Of(BasketLog log, PairOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinCount, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBasket, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxPairs, 1, nameof(options));
        if (options.MinSupport is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The least support is a share, 0 to 1.");
        }

        var (counts, baskets) = Counts(log, options.MaxBasket);
        var least = (int)Math.Max(options.MinCount, Math.Ceiling(options.MinSupport * baskets));
        var found = Together(Frequent(log, options.MaxBasket, counts, least), counts, least, options.MaxPairs);
        return new PairReport(baskets, log.Count - baskets, [.. found.Select(pair => Pair(pair, log, counts, baskets))]);
    }

    // How many baskets that are no giants each product is in, and how many these are.
    private static (int[] Counts, int Baskets) Counts(BasketLog log, int maxBasket)
    {
        var (counts, baskets) = (new int[log.Products.Length], 0);
        var rest = log.Items;
        while (rest.Length > 0)
        {
            var basket = Next(ref rest);
            if (basket.Length <= maxBasket)
            {
                baskets++;
                foreach (var item in basket)
                {
                    counts[item]++;
                }
            }
        }

        return (counts, baskets);
    }

    // The baskets that are no giants without products too rare for a pair.
    private static int[] Frequent(BasketLog log, int maxBasket, int[] counts, int least)
    {
        var (frequent, written) = (new int[counts.Where(count => count >= least).Sum() + log.Count], 0);
        var rest = log.Items;
        while (rest.Length > 0)
        {
            var basket = Next(ref rest);
            if (basket.Length <= maxBasket)
            {
                foreach (var item in basket)
                {
                    if (counts[item] >= least)
                    {
                        frequent[written++] = item;
                    }
                }

                frequent[written++] = BasketLog.End;
            }
        }

        frequent.AsSpan(written).Fill(BasketLog.End);
        return frequent;
    }

    private static ReadOnlySpan<int> Next(ref ReadOnlySpan<int> rest)
    {
        var length = rest.IndexOf(BasketLog.End);
        var basket = rest[..length];
        rest = rest[(length + 1)..];
        return basket;
    }

    private static List<(int A, int B, int Count)> Together(int[] items, int[] counts, int least, int maxPairs)
    {
        var found = new List<(int A, int B, int Count)>();
        var (starts, places) = Places(items, counts.Length);
        var (beside, touched) = (new int[counts.Length], new List<int>());
        for (var a = 0; a < counts.Length; a++)
        {
            for (var i = starts[a]; i < starts[a + 1]; i++)
            {
                // Items rise within a basket, so what follows is each pair once.
                for (var place = places[i] + 1; items[place] != BasketLog.End; place++)
                {
                    if (beside[items[place]]++ == 0)
                    {
                        touched.Add(items[place]);
                    }
                }
            }

            foreach (var b in touched)
            {
                if (beside[b] >= least)
                {
                    found.Add((a, b, beside[b]));
                }

                beside[b] = 0;
            }

            touched.Clear();
            Trim(found, maxPairs, slack: maxPairs);
        }

        found.Sort(MostFrequentFirst);
        Trim(found, maxPairs, slack: 0);
        return found;
    }

    // Where each product lies among the items: those of product p from starts[p] on.
    private static (int[] Starts, int[] Places) Places(int[] items, int products)
    {
        var starts = new int[products + 1];
        foreach (var item in items)
        {
            starts[item + 1]++; // The end mark is -1 and lands in front, where nothing is.
        }

        starts[0] = 0;
        for (var i = 0; i < products; i++)
        {
            starts[i + 1] += starts[i];
        }

        var (next, places) = (starts.ToArray(), new int[starts[products]]);
        for (var place = 0; place < items.Length; place++)
        {
            if (items[place] != BasketLog.End)
            {
                places[next[items[place]]++] = place;
            }
        }

        return (starts, places);
    }

    private static void Trim(List<(int A, int B, int Count)> found, int maxPairs, int slack)
    {
        if (found.Count - maxPairs > slack)
        {
            found.Sort(MostFrequentFirst);
            found.RemoveRange(maxPairs, found.Count - maxPairs);
        }
    }

    private static int MostFrequentFirst((int A, int B, int Count) x, (int A, int B, int Count) y) =>
        (-x.Count, x.A, x.B).CompareTo((-y.Count, y.A, y.B));

    private static ProductPair Pair((int A, int B, int Count) pair, BasketLog log, int[] counts, int baskets)
    {
        var (a, b, count) = pair;
        return new ProductPair(
            log.Products[a],
            log.Titles[a],
            log.Products[b],
            log.Titles[b],
            count,
            counts[a],
            counts[b],
            (double)count / baskets,
            (double)count / counts[a],
            (double)count / counts[b],
            (double)count * baskets / ((double)counts[a] * counts[b]));
    }
}
