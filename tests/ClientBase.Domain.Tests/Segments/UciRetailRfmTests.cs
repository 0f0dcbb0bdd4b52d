using System.Globalization;
using System.IO.Compression;
using ClientBase.Domain.Segments;
using static ClientBase.Domain.Tests.Segments.Customers;

namespace ClientBase.Domain.Tests.Segments;

/// <summary>RFM on a real log (UCI Online Retail), against the definition worked out the plain way. Only where the data lies beside the repository.</summary>
public sealed class UciRetailRfmTests
{
    private static readonly DateTimeOffset End = new(2011, 12, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_real_log_scores_as_the_plain_definition_says()
    {
        if (LogPath() is not { } path)
        {
            return;
        }

        var customers = Read(path);
        Assert.True(customers.Count > 4000);
        var expected = Plainly(customers);

        var cuts = BaseCuts.Of(customers, Catalogue.Options, End);

        Assert.All(customers, customer => Assert.Equal(expected[customer.ContactId], cuts.Score(customer, End)!.Value.ToString()));
    }

    // Ranks and quantiles over sorted copies for each question, as a statistics textbook puts it.
    private static Dictionary<string, string> Plainly(List<CustomerFacts> customers)
    {
        var days = customers.ToDictionary(one => one.ContactId, one => (decimal)Math.Floor((End - one.LastOrderAt!.Value).TotalDays));
        var totals = customers.ToDictionary(one => one.ContactId, one => one.Gross - one.Refunded);
        var ranks = customers.OrderBy(one => one.Orders).ThenBy(one => one.ContactId, StringComparer.Ordinal)
            .Select((one, i) => (one.ContactId, Rank: i + 1m)).ToDictionary(one => one.ContactId, one => one.Rank);
        var (dayCuts, totalCuts, rankCuts) = (Quantiles(days.Values), Quantiles(totals.Values), Quantiles(ranks.Values));
        return customers.ToDictionary(
            one => one.ContactId,
            one => $"{5 - Above(days[one.ContactId], dayCuts)}{1 + Above(ranks[one.ContactId], rankCuts)}{1 + Above(totals[one.ContactId], totalCuts)}");
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

    private static List<CustomerFacts> Read(string path)
    {
        var invoices = new Dictionary<(string Customer, string Invoice), (decimal Sum, DateTimeOffset At)>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // Only the description may hold commas, so the rest is counted from the end.
            var cells = line.Split(',');
            if (cells[^2] is not { Length: > 0 } customer)
            {
                continue;
            }

            var at = DateTimeOffset.ParseExact(cells[^4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var sum = decimal.Parse(cells[^3], CultureInfo.InvariantCulture) * decimal.Parse(cells[^5], CultureInfo.InvariantCulture);
            var known = invoices.GetValueOrDefault((customer, cells[0]), (Sum: 0m, At: at));
            invoices[(customer, cells[0])] = (known.Sum + sum, at > known.At ? at : known.At);
        }

        // A cancellation lowers the total and is no order.
        return [.. invoices.GroupBy(invoice => invoice.Key.Customer).Where(all => all.Any(one => one.Value.Sum >= 0m)).Select(all =>
        {
            var orders = all.Where(one => one.Value.Sum >= 0m).Select(one => one.Value).ToList();
            return new CustomerFacts(
                all.Key, null, orders.Count, 0, orders.Sum(one => one.Sum), -all.Where(one => one.Value.Sum < 0m).Sum(one => one.Value.Sum),
                orders.Min(one => one.At), orders.Max(one => one.At));
        })];
    }

    private static string? LogPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "online-retail", "online_retail.csv.gz");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
