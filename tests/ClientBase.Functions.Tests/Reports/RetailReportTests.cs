using System.Globalization;
using System.IO.Compression;
using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Functions.Tests.Fixtures;
using ClientBase.Functions.Tests.Imports;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>
/// The UCI log of a British shop, imported as the shop would have it, and the main reports on it against a plain computation: its first
/// 40,000 lines, or as many as CLIENTBASE_RETAIL_LINES says (541,909 are all).
/// </summary>
[Trait("Category", "Slow")]
public sealed class RetailReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Query = "?kind=orders&shop=uci&mapping=InvoiceNo:id,StockCode:productId,Description:title,Quantity:quantity,"
        + "InvoiceDate:at,UnitPrice:price,CustomerID:externalId,Country:-";

    private static readonly int Lines =
        int.TryParse(Environment.GetEnvironmentVariable("CLIENTBASE_RETAIL_LINES"), CultureInfo.InvariantCulture, out var lines)
            ? lines : 40_000;

    [PublicDataFact(UciRetail.Log)]
    public async Task The_reports_on_a_real_log_are_what_its_lines_come_to()
    {
        using var app = new ImportBase(azurite, new() { ["Imports:Currency"] = "GBP" });
        await app.CreateAsync();
        var file = FirstLines();
        var imported = await app.ImportAsync(file, Query);
        var (orders, apart) = Read(file);
        Assert.Equal((orders.Sum(order => order.Lines.Count), apart), ((int)imported.Accepted, (int)imported.Rejected));
        await app.RecomputeAsync();

        // A credit note is no order, and who bought without a number is nobody.
        var bought = orders.Where(order => order.Total >= 0m).ToList();
        await AssertSalesAsync(app, bought);
        var invoices = bought.Where(order => order.Customer.Length > 0).ToList();
        Assert.Equal(invoices.Sum(invoice => invoice.Total), (await app.TableAsync("rfm")).Total("revenue"));
        Assert.Equal(invoices.Sum(invoice => invoice.Total), (await app.TableAsync("cohorts")).Total("revenue"));
        await AssertCustomersAsync(app, invoices);
        await AssertLivesAsync(app, invoices);
    }

    private static async Task AssertSalesAsync(TestApp app, List<Invoice> orders)
    {
        var sales = await app.TableAsync("sales", "?to=2011-12-31");
        var months = orders.GroupBy(order => MonthOf(order.At)).ToList();
        Assert.Equal(orders.Count, (int)sales.Total("orders"));
        Assert.Equal(orders.Sum(order => order.Total), sales.Total("revenue"));
        Assert.All(months, month => Assert.Equal(month.Sum(order => order.Total), sales.By("period", "revenue")[month.Key]));
        var customers = orders.Select(order => order.Customer).Where(customer => customer.Length > 0).Distinct().Count();
        Assert.Equal(customers, (int)sales.Total("customers"));

        var goods = (await app.TableAsync("products")).By("productId", "revenue");
        var plain = orders.SelectMany(order => order.Lines).Where(line => line is { Quantity: > 0m, Amount: >= 0m })
            .GroupBy(line => line.Product).ToList();
        Assert.All(plain, product => Assert.Equal(product.Sum(line => line.Amount), goods[product.Key]));

        var pairs = await app.TableAsync("pairs");
        var (one, other) = (pairs.Texts("productA")[0], pairs.Texts("productB")[0]);
        var both = orders.Where(order => order.Products <= new PairOptions().MaxBasket).Count(order => order.Has(one) && order.Has(other));
        Assert.Equal(both, (int)pairs.Numbers("count")[0]);
    }

    // What customers come to: ABC-XYZ, Pareto, forecast, who leaves.
    private static async Task AssertCustomersAsync(TestApp app, List<Invoice> invoices)
    {
        var customers = invoices.GroupBy(invoice => invoice.Customer)
            .Select(own => (
                Orders: own.Count(), Revenue: own.Sum(invoice => invoice.Total), Days: own.DistinctBy(one => one.At.Date).Count()))
            .ToList();
        var whole = customers.Sum(one => one.Revenue);
        var cells = await app.TableAsync("abc-xyz");
        Assert.Equal((customers.Count, whole), ((int)cells.Total("customers"), cells.Total("total")));

        var top = customers.Select(one => one.Revenue).OrderDescending().Take((int)Math.Ceiling(customers.Count / 5m)).Sum();
        Assert.Equal(Math.Round(top / whole, 4), (await app.TableAsync("pareto")).Total("topFifthShare"));

        var forecast = await app.TableAsync("forecast");
        Assert.Equal((customers.Count, customers.Count(one => one.Days > 1)), (
            (int)forecast.Total("customers"), (int)forecast.Total("repeatCustomers")));

        var churn = await app.TableAsync("churn");
        var known = customers.Select(one => ((decimal)one.Orders, one.Revenue)).ToHashSet();
        Assert.All(churn.Numbers("orders").Zip(churn.Numbers("revenue")), row => Assert.Contains(row, known));
        Assert.Equal(churn.Numbers("atStake").OrderDescending(), churn.Numbers("atStake"));
    }

    // What became of customers: retention and growth.
    private static async Task AssertLivesAsync(TestApp app, List<Invoice> invoices)
    {
        var firsts = invoices.GroupBy(invoice => invoice.Customer)
            .ToDictionary(own => own.Key, own => own.Min(invoice => MonthOf(invoice.At))!);
        var (retention, growth) = (await app.TableAsync("retention"), await app.TableAsync("base", "?from=2010-12-01&to=2011-12-31"));
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

    private static string FirstLines()
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(Repository.Data(UciRetail.Log)), CompressionMode.Decompress));
        return string.Join('\n', Enumerable.Range(0, Lines + 1).Select(_ => lines.ReadLine()).TakeWhile(line => line is not null));
    }

    // Lines of an invoice that stand apart from its others are refused: one of all has such.
    private static (List<Invoice> Invoices, int Apart) Read(string file)
    {
        var invoices = new Dictionary<string, Invoice>(StringComparer.Ordinal);
        var (latest, apart) = ("", 0);
        foreach (var line in file.Split('\n').Skip(1))
        {
            // Only the description may hold commas, so the rest is counted from the end.
            var cells = line.Split(',');
            if (cells[0] != latest && invoices.ContainsKey(cells[0]))
            {
                apart++;
                continue;
            }

            latest = cells[0];
            var (quantity, price) = (decimal.Parse(cells[^5], CultureInfo.InvariantCulture),
                decimal.Parse(cells[^3], CultureInfo.InvariantCulture));
            var at = DateTimeOffset.ParseExact(cells[^4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal);
            var invoice = invoices.GetValueOrDefault(cells[0]) ?? (invoices[cells[0]] =
                new Invoice(cells[0], cells[^2].Split('.')[0], at, []));
            invoice.Lines.Add((cells[1], quantity, price, quantity * price));
        }

        return ([.. invoices.Values], apart);
    }

    private sealed record Invoice(
        string Number, string Customer, DateTimeOffset At, List<(string Product, decimal Quantity, decimal Price, decimal Amount)> Lines)
    {
        public decimal Total => Lines.Sum(line => line.Amount);

        public int Products => Lines.DistinctBy(line => line.Product).Count();

        public bool Has(string? product) => Lines.Any(line => line.Product == product && line is { Quantity: > 0m, Amount: >= 0m });
    }
}
