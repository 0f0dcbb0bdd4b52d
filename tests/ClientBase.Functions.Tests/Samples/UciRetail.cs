using System.Globalization;
using System.IO.Compression;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Samples;

/// <summary>An order of the UCI Online Retail log.</summary>
internal sealed record RetailOrder(string Invoice, string Customer, DateTimeOffset At, decimal Total);

/// <summary>Orders of real customers of a UK shop, December 2010 to December 2011 (UCI, CC BY 4.0), where the log lies beside the repository.</summary>
internal static class UciRetail
{
    /// <summary>
    /// The orders of as many whole customers as make at least so many, cancellations and lines without a customer left out, moved in time
    /// so that the log ends at the instant given. Null where there is no log.
    /// </summary>
    public static List<RetailOrder>? Orders(int atLeast, DateTimeOffset endingAt)
    {
        if (Repository.Data("online-retail/online_retail.csv.gz") is not { } path)
        {
            return null;
        }

        var orders = Read(path);
        var shift = endingAt - orders.Max(order => order.At);
        var taken = new List<RetailOrder>();
        foreach (var customer in orders.GroupBy(order => order.Customer).OrderBy(group => group.Key, StringComparer.Ordinal).TakeWhile(_ => taken.Count < atLeast))
        {
            taken.AddRange(customer.Select(order => order with { At = order.At + shift }));
        }

        return taken;
    }

    private static List<RetailOrder> Read(string path)
    {
        var orders = new Dictionary<string, RetailOrder>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // Only the description may hold commas, so the rest is counted from the end.
            var cells = line.Split(',');
            if (cells[^2].Length == 0 || cells[0].StartsWith('C'))
            {
                continue;
            }

            var at = DateTimeOffset.ParseExact(cells[^4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var sum = decimal.Parse(cells[^3], CultureInfo.InvariantCulture) * decimal.Parse(cells[^5], CultureInfo.InvariantCulture);
            var known = orders.GetValueOrDefault(cells[0], new RetailOrder(cells[0], cells[^2].Split('.')[0], at, 0m));
            orders[cells[0]] = known with { Total = known.Total + sum, At = at > known.At ? at : known.At };
        }

        return [.. orders.Values.Select(order => order with { Total = Math.Round(order.Total, 2, MidpointRounding.AwayFromZero) })];
    }
}
