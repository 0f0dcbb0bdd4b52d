namespace ClientBase.Functions.Tests.Samples;

/// <summary>Customer types and RFM worked out from a list of orders the plain way, to hold the app's against.</summary>
internal static class PlainSegments
{
    private static readonly Dictionary<string, string> NameByDigits = Digits();

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
        }).ToList();
        var dayCuts = Quantiles(customers.Select(one => one.Days));
        var totalCuts = Quantiles(customers.Select(one => one.Total));
        var rank = customers.OrderBy(one => one.Count).ThenBy(one => one.Id, StringComparer.Ordinal).Select((one, i) => (one.Key, Rank: i + 1m)).ToDictionary(one => one.Key, one => one.Rank);
        var rankCuts = Quantiles(rank.Values);
        var top = customers.OrderByDescending(one => one.Total).ThenBy(one => one.Id, StringComparer.Ordinal).Take((int)Math.Ceiling(customers.Count * 0.05)).Select(one => one.Key).ToHashSet();

        return customers.ToDictionary(one => one.Key, one =>
        {
            var segments = new List<string> { "rfm-" + NameByDigits[$"{5 - Above(one.Days, dayCuts)}{1 + Above(rank[one.Key], rankCuts)}"] };
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
            return segments.Order(StringComparer.Ordinal).ToArray();
        });
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
