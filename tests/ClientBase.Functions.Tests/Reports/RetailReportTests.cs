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
        await AssertCustomersAsync(app, invoices);
        await AssertLivesAsync(app, invoices);
    }

    // What customers come to: ABC-XYZ, Pareto, forecast, who leaves.
    private static async Task AssertCustomersAsync(ReportBase app, List<Invoice> invoices)
    {
        var customers = invoices.GroupBy(invoice => invoice.Customer)
            .Select(own => (
                Orders: own.Count(), Revenue: own.Sum(invoice => invoice.Total), Days: own.DistinctBy(one => one.At.Date).Count()))
            .ToList();
        var whole = customers.Sum(one => one.Revenue);
        var cells = await app.ReportAsync("abc-xyz");
        Assert.Equal((customers.Count, whole), ((int)cells.Total("customers"), cells.Total("total")));

        var top = customers.Select(one => one.Revenue).OrderDescending().Take((int)Math.Ceiling(customers.Count / 5m)).Sum();
        Assert.Equal(Math.Round(top / whole, 4), (await app.ReportAsync("pareto")).Total("topFifthShare"));

        var forecast = await app.ReportAsync("forecast");
        Assert.Equal((customers.Count, customers.Count(one => one.Days > 1)), (
            (int)forecast.Total("customers"), (int)forecast.Total("repeatCustomers")));

        var churn = await app.ReportAsync("churn");
        var known = customers.Select(one => ((decimal)one.Orders, one.Revenue)).ToHashSet();
        Assert.All(churn.Numbers("orders").Zip(churn.Numbers("revenue")), row => Assert.Contains(row, known));
        Assert.Equal(churn.Numbers("atStake").OrderDescending(), churn.Numbers("atStake"));
    }

    // What became of customers: retention and growth.
    private static async Task AssertLivesAsync(ReportBase app, List<Invoice> invoices)
    {
        var firsts = invoices.GroupBy(invoice => invoice.Customer)
            .ToDictionary(own => own.Key, own => own.Min(invoice => MonthOf(invoice.At))!);
        var (retention, growth) = (await app.ReportAsync("retention"), await app.ReportAsync("base", "?from=2010-12-01&to=2011-12-31"));
        foreach (var cohort in firsts.GroupBy(one => one.Value, one => one.Key))
        {
            var next = MonthOf(DateTimeOffset.Parse($"{cohort.Key}-01T00:00Z", CultureInfo.InvariantCulture).AddMonths(1));
            var again = invoices.Where(invoice => MonthOf(invoice.At) == next).Select(invoice => invoice.Customer).Distinct()
                .Count(customer => firsts[customer] == cohort.Key);
            Assert.Equal(cohort.Count(), (int)retention.By("cohort", "size")[cohort.Key]);
            Assert.Equal(Math.Round((decimal)again / cohort.Count(), 4), Math.Round(retention.By("cohort", "p1")[cohort.Key], 4));
            Assert.Equal(cohort.Count(), (int)growth.By("period", "newCustomers")[cohort.Key]);
        }

        Assert.Equal(firsts.Count, (int)growth.Total("customers"));
    }

    private static string MonthOf(DateTimeOffset at) => at.ToString("yyyy-MM", CultureInfo.InvariantCulture);

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
