using System.Globalization;
using System.IO.Compression;

namespace ClientBase.Tests;

/// <summary>An invoice of the log: an order, or with a negative total a cancellation.</summary>
internal sealed record RetailInvoice(string Number, string Customer, DateTimeOffset At, decimal Total);

/// <summary>The UCI Online Retail log: a UK shop, December 2010 to December 2011 (CC BY 4.0).</summary>
internal static class UciRetail
{
    public const string Log = "online-retail/online_retail.csv.gz";

    /// <summary>
    /// Its invoices, without lines that name no customer: each at the time of its latest line, with the sum of its lines in pounds.
    /// </summary>
    public static IReadOnlyCollection<RetailInvoice> Invoices()
    {
        var invoices = new Dictionary<(string, string), RetailInvoice>();
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Repository.Data(Log)), CompressionMode.Decompress));
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
        {
            // Only the description may hold commas, so the rest is counted from the end.
            var cells = line.Split(',');
            if (cells[^2].Length == 0)
            {
                continue;
            }

            var customer = cells[^2].Split('.')[0];
            var at = DateTimeOffset.ParseExact(
                cells[^4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var sum = decimal.Parse(cells[^3], CultureInfo.InvariantCulture) * decimal.Parse(cells[^5], CultureInfo.InvariantCulture);
            var known = invoices.GetValueOrDefault((customer, cells[0]), new RetailInvoice(cells[0], customer, at, 0m));
            invoices[(customer, cells[0])] = known with { Total = known.Total + sum, At = at > known.At ? at : known.At };
        }

        return invoices.Values;
    }
}
