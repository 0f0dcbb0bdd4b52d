namespace ClientBase.Functions.Tests.Samples;

/// <summary>Segments of customers nothing but orders is known of, worked out the plain way, to hold the app's against.</summary>
internal static class PlainSegments
{
    private static readonly string[] Bands = ["channel-", "frequency-", "check-", "last-", "new", "lost", "returning"];
    private static readonly Dictionary<string, string> NameByDigits = Digits();

    /// <summary>Whether a segment is worked out here: bands are rules, and rules have tests of their own.</summary>
    public static bool Decides(string segment) => !Bands.Any(band => segment.StartsWith(band, StringComparison.Ordinal));

    /// <summary>The segments of each customer as of an instant, sorted; ties as between the ids given.</summary>
    public static Dictionary<string, string[]> Of(IReadOnlyCollection<RetailInvoice> orders, DateTimeOffset asOf, Func<string, string> idOf)
    {
        var customers = orders.GroupBy(order => order.Customer).Select(group => new
        {
            Key = group.Key,
            Id = idOf(group.Key),
            Days = (decimal)Math.Floor((asOf - group.Max(order => order.At)).TotalDays),
            Count = group.Count(),
            Recent = group.Count(order => asOf - order.At <= TimeSpan.FromDays(180)),
            Total = group.Sum(order => order.Total),
            First = group.Min(order => order.At),
            Last = group.Max(order => order.At),
            Period = group.Where(order => order.At > asOf.AddMonths(-12)).Sum(order => order.Total),
            Evenness = Evenness(group.Select(order => order.At), asOf),
        }).ToList();
        var dayCuts = Quantiles(customers.Select(one => one.Days));
        var totalCuts = Quantiles(customers.Select(one => one.Total));
        var rank = customers.OrderBy(one => one.Count).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Select((one, i) => (one.Key, Rank: i + 1m)).ToDictionary(one => one.Key, one => one.Rank);
        var rankCuts = Quantiles(rank.Values);
        var top = customers.OrderByDescending(one => one.Total).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Take((int)Math.Ceiling(customers.Count * 0.05)).Select(one => one.Key).ToHashSet();

        var profitable = customers.Where(one => one.Total > 0m).OrderByDescending(one => one.Total)
            .ThenBy(one => one.Id, StringComparer.Ordinal).Select(one => one.Key).ToList();
        var revenue = customers.Where(one => one.Period > 0m).OrderByDescending(one => one.Period)
            .ThenBy(one => one.Id, StringComparer.Ordinal).ToList();
        var classes = new Dictionary<string, char>();
        for (var i = 0; i < revenue.Count; i++)
        {
            var before = revenue.Take(i).Sum(one => one.Period) / revenue.Sum(one => one.Period);
            classes[revenue[i].Key] = before < 0.8m ? 'a' : before < 0.95m ? 'b' : 'c';
        }

        return customers.ToDictionary(one => one.Key, one =>
        {
            var segments =
                new List<string> { "rfm-" + NameByDigits[$"{5 - Above(one.Days, dayCuts)}{1 + Above(rank[one.Key], rankCuts)}"] };
            void AddIf(bool isIn, string segment)
            {
                if (isIn)
                {
                    segments.Add(segment);
                }
            }

            var isVip = top.Contains(one.Key) && one.Count >= 2;
            var isTrusted = asOf - one.First >= TimeSpan.FromDays(365) && one.Count >= 4 && asOf - one.Last <= TimeSpan.FromDays(180);
            AddIf(one.Count == 1, "working");
            AddIf(one.Recent >= 2 && asOf - one.First > TimeSpan.FromDays(30), "active");
            AddIf(one.Count > 3, "regular");
            AddIf(asOf - one.Last >= TimeSpan.FromDays(365), "dead");
            AddIf(isVip, "vip");
            AddIf(isTrusted, "trusted");
            AddIf(isVip || isTrusted, "key");
            segments.Add($"abc-xyz-{classes.GetValueOrDefault(one.Key, 'c')}{one.Evenness}");
            segments.Add("rating-" + RatingOf(profitable.IndexOf(one.Key) + 1, profitable.Count));
            var isSilent = asOf - one.Last >= TimeSpan.FromDays(365);
            segments.Add("funnel-" + (isSilent ? one.Count >= 4 ? "red-platinum" : "red-gold" : one.Count >= 3 ? "platinum" : "gold"));
            AddIf(asOf - one.Last > TimeSpan.FromDays(365), "loyalty-red");
            AddIf(asOf - one.Last <= TimeSpan.FromDays(365) && one.Count > 3, "loyalty-green");
            return segments.Order(StringComparer.Ordinal).ToArray();
        });
    }

    private static char RatingOf(int rank, int of) =>
        rank == 0 ? 'e'
        : rank <= Math.Ceiling(0.2m * of) ? 'a'
        : rank <= Math.Ceiling(0.5m * of) ? 'b'
        : rank <= Math.Ceiling(0.8m * of) ? 'c' : 'd';

    private static char Evenness(IEnumerable<DateTimeOffset> placed, DateTimeOffset asOf)
    {
        static int Month(DateTimeOffset at) => (at.UtcDateTime.Year * 12) + at.UtcDateTime.Month;
        var months = placed.Select(Month).ToList();
        var counts = Enumerable.Range(months.Min(), Math.Max(0, Month(asOf) - months.Min()))
            .Select(month => (double)months.Count(one => one == month)).ToList();
        if (counts.Count < 3)
        {
            return 'z';
        }

        var variation = Math.Sqrt(counts.Sum(count => Math.Pow(count - counts.Average(), 2)) / counts.Count) / counts.Average();
        return variation <= 0.5 + 1e-12 ? 'x' : variation <= 1 + 1e-12 ? 'y' : 'z';
    }

    private static decimal[] Quantiles(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToArray();
        return [.. new[] { 0.2m, 0.4m, 0.6m, 0.8m }.Select(share =>
        {
            var position = (sorted.Length - 1) * share;
            var below = (int)Math.Floor(position);
            return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
        })];
    }

    private static int Above(decimal value, decimal[] cuts) => cuts.Count(cut => value > cut);

    // The table of product definitions, written out cell by cell: R, then F from 1 to 5.
    private static Dictionary<string, string> Digits()
    {
        string[][] byRecency =
        [
            ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
            ["hibernating", "hibernating", "at_risk", "at_risk", "cant_lose"],
            ["about_to_sleep", "about_to_sleep", "need_attention", "loyal_customers", "loyal_customers"],
            ["promising", "potential_loyalists", "potential_loyalists", "loyal_customers", "loyal_customers"],
            ["new_customers", "potential_loyalists", "potential_loyalists", "champions", "champions"],
        ];
        return Enumerable.Range(0, 25).ToDictionary(cell => $"{(cell / 5) + 1}{(cell % 5) + 1}", cell => byRecency[cell / 5][cell % 5]);
    }
}
