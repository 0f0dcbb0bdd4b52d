using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

/// <summary>RFM on a real log (UCI Online Retail), compared with a plain computation of the definition.</summary>
public sealed class UciRetailRfmTests
{
    private static readonly DateTimeOffset End = new(2011, 12, 10, 0, 0, 0, TimeSpan.Zero);

    [PublicDataFact(UciRetail.Log)]
    [Trait("Category", "Slow")]
    public void A_real_log_scores_as_the_plain_definition_says()
    {
        var customers = Read();
        Assert.True(customers.Count > 4000);
        var expected = Plainly(customers);

        var cuts = BaseCuts.Of(customers, Catalogue.Options, End);

        Assert.All(customers, customer => Assert.Equal(expected[customer.ContactId], cuts.Score(customer, End)!.Value.ToString()));
    }

    // Ranks and quantiles from sorted copies, as in a statistics textbook.
    private static Dictionary<string, string> Plainly(List<CustomerFacts> customers)
    {
        var days = customers.ToDictionary(one => one.ContactId, one => (decimal)Math.Floor((End - one.LastOrderAt!.Value).TotalDays));
        var totals = customers.ToDictionary(one => one.ContactId, one => one.Gross - one.Refunded);
        var ranks = customers.OrderBy(one => one.Orders).ThenBy(one => one.ContactId, StringComparer.Ordinal)
            .Select((one, i) => (one.ContactId, Rank: i + 1m)).ToDictionary(one => one.ContactId, one => one.Rank);
        var (dayCuts, totalCuts, rankCuts) = (Quantiles(days.Values), Quantiles(totals.Values), Quantiles(ranks.Values));
        return customers.Select(one => one.ContactId).ToDictionary(
            id => id,
            id => $"{5 - Above(days[id], dayCuts)}{1 + Above(ranks[id], rankCuts)}{1 + Above(totals[id], totalCuts)}");
    }

    private static decimal[] Quantiles(IEnumerable<decimal> values)
    {
        var sorted = values.Order().ToArray();
        return [.. new[] { 0.2m, 0.4m, 0.6m, 0.8m }.Select(share =>
        {
            var position = (sorted.Length - 1) * share;
            var below = (int)Math.Floor(position);
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
        })];
    }

    private static int Above(decimal value, decimal[] cuts) => cuts.Count(cut => value > cut);

    // A cancellation lowers the total and is no order.
    private static List<CustomerFacts> Read() =>
    [
        .. UciRetail.Invoices().GroupBy(invoice => invoice.Customer).Where(all => all.Any(one => one.Total >= 0m)).Select(all =>
        {
            var orders = all.Where(one => one.Total >= 0m).ToList();
            return new CustomerFacts(
                all.Key, null, orders.Count, 0, orders.Sum(one => one.Total), -all.Where(one => one.Total < 0m).Sum(one => one.Total),
                orders.Min(one => one.At), orders.Max(one => one.At));
        }),
    ];
}
