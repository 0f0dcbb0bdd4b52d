using System.Globalization;
using System.IO.Compression;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>The main reports on the first 40,000 lines of the UCI log of a British shop, against a plain computation.</summary>
[Trait("Category", "Slow")]
public sealed class RetailReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Lines = 40_000;
    private const int FiledAtOnce = 64;

    [PublicDataFact(UciRetail.Log)]
    public async Task The_reports_on_a_real_log_are_what_its_lines_come_to()
    {
        using var app = new ReportBase(azurite);
        await app.CreateAsync();
        var invoices = Read();
        foreach (var some in invoices.Chunk(FiledAtOnce))
        {
            await Task.WhenAll(some.Select(invoice => app.FileAsync(CaptureOf(invoice))));
        }

        await app.RecomputeAsync();

        var sales = await app.ReportAsync("sales", "?to=2011-12-31");
        var months = invoices.GroupBy(invoice => invoice.At.ToString("yyyy-MM", CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(invoices.Count, (int)sales.Total("orders"));
        Assert.Equal(invoices.Sum(invoice => invoice.Total), sales.Total("revenue"));
        Assert.All(months, month => Assert.Equal(month.Sum(invoice => invoice.Total), sales.By("period", "revenue")[month.Key]));
        Assert.Equal(invoices.Select(invoice => invoice.Customer).Distinct().Count(), (int)sales.Total("customers"));

        var goods = (await app.ReportAsync("products")).By("productId", "revenue");
        var plain = invoices.SelectMany(invoice => invoice.Lines).GroupBy(line => line.Product).ToList();
        Assert.All(plain, product => Assert.Equal(product.Sum(line => line.Amount), goods[product.Key]));

        var pairs = await app.ReportAsync("pairs");
        var both = invoices.Count(invoice => invoice.Lines.Any(line => line.Product == pairs.Texts("productA")[0])
            && invoice.Lines.Any(line => line.Product == pairs.Texts("productB")[0]));
        Assert.Equal(both, (int)pairs.Numbers("count")[0]);

        Assert.Equal(invoices.Sum(invoice => invoice.Total), (await app.ReportAsync("rfm")).Total("revenue"));
        Assert.Equal(invoices.Sum(invoice => invoice.Total), (await app.ReportAsync("cohorts")).Total("revenue"));
    }

    // Without cancellations and lines that name no customer: those are no purchases.
    private static List<Invoice> Read()
    {
        var invoices = new Dictionary<string, Invoice>(StringComparer.Ordinal);
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Repository.Data(UciRetail.Log)), CompressionMode.Decompress));
        lines.ReadLine();
        for (var i = 0; i < Lines && lines.ReadLine() is { } line; i++)
        {
            // Only the description may hold commas, so the rest is counted from the end.
            var cells = line.Split(',');
            var (quantity, price) = (decimal.Parse(cells[^5], CultureInfo.InvariantCulture),
                decimal.Parse(cells[^3], CultureInfo.InvariantCulture));
            if (cells[^2].Length == 0 || quantity <= 0m || cells[0].StartsWith('C'))
            {
                continue;
            }

            var at = DateTimeOffset.ParseExact(cells[^4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal);
            var invoice = invoices.GetValueOrDefault(cells[0]) ?? (invoices[cells[0]] =
                new Invoice(cells[0], cells[^2].Split('.')[0], at, []));
            invoice.Lines.Add((cells[1], quantity, price, quantity * price));
        }

        return [.. invoices.Values];
    }

    private static CapturedEvent CaptureOf(Invoice invoice) =>
        new CaptureBuilder($"uci-{invoice.Number}", "shop:uci", "order", invoice.At).ShopCustomer("uci", invoice.Customer)
            .Order("uci", invoice.Number, new OrderVersion(invoice.At, invoice.Total, "GBP", true, default)
            {
                Lines = [.. invoice.Lines.Select(line => new OrderLine(line.Product, null, null, null, line.Quantity, line.Price))],
            }).Build();

    private sealed record Invoice(
        string Number, string Customer, DateTimeOffset At, List<(string Product, decimal Quantity, decimal Price, decimal Amount)> Lines)
    {
        public decimal Total => Lines.Sum(line => line.Amount);
    }
}
