using System.Text.Json;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Reports;

/// <summary>Each report against a plain computation over the same made-up shop.</summary>
[Trait("Category", "Slow")]
public sealed class ReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly string[] Names =
    [
        "base", "sales", "products", "pairs", "offers", "cohorts", "retention", "rfm", "abc-xyz", "pareto", "channels", "campaigns",
        "automations", "funnel", "nps", "loyalty", "forecast", "churn", "demography", "geography", "portrait", "managers", "losses",
        "quality", "cost",
    ];

    private readonly ReportBase _base = new(azurite);
    private MadeUpShop _shop = null!;
    private string[] _ids = [];

    public async ValueTask InitializeAsync()
    {
        await _base.CreateAsync();
        _shop = new MadeUpShop(_base.Clock.GetUtcNow());
        _ids = await _shop.FileAsync(_base);
        await _base.RecomputeAsync();
    }

    public ValueTask DisposeAsync()
    {
        _base.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_report_of_the_contract_is_listed_and_made_and_is_headed_in_both_languages()
    {
        Assert.Equal(Names.Order(), _base.Get<ReportCatalogue>().All.Select(report => report.Name).Order());
        foreach (var name in Names)
        {
            var report = await _base.ReportAsync(name);
            Assert.Equal(name, report.Json.GetProperty("name").GetString());
            Assert.NotEmpty(report.Json.GetProperty("columns").EnumerateArray());
            Assert.All(report.Json.GetProperty("columns").EnumerateArray(), column =>
            {
                Assert.NotEqual("", column.GetProperty("title").GetProperty("ru").GetString());
                Assert.NotEqual("", column.GetProperty("title").GetProperty("en").GetString());
                Assert.Contains(column.GetProperty("type").GetString(), (string[])["text", "number", "money", "percent", "date"]);
            });
            Assert.NotEmpty(report.Json.GetProperty("notes").EnumerateArray());
            Assert.All(report.Json.GetProperty("notes").EnumerateArray(), note => Assert.NotEqual("", note.GetProperty("ru").GetString()));
        }
    }

    [Fact]
    public async Task What_to_offer_somebody_next_is_what_the_report_says_of_them_and_why()
    {
        var report = await _base.ReportAsync("offers");
        var contact = report.Texts("contact")[0]!;
        var expected = report.Texts("contact").Zip(report.Texts("productId"), report.Texts("becauseRu")).Where(row => row.First == contact);

        var (status, text) = await _base.CallForTextAsync(
            request => _base.Get<ShowNextOffers>().RunAsync(request, contact, default), language: "ru");

        Assert.Equal(200, status);
        var offers = JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            expected.Select(row => (row.Second, row.Third)),
            offers.Take(3).Select(one => (one.GetProperty("productId").GetString(), one.GetProperty("because").GetString())));
        Assert.All(offers, one => Assert.True(one.GetProperty("lift").GetDouble() > 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=2025-06-01&to=2025-11-30")]
    public async Task Sales_by_month_are_those_of_the_orders_that_count_and_add_up(string query)
    {
        var counted = _shop.Counted.Where(order => query == ""
            || order.Month is "2025-06" or "2025-07" or "2025-08" or "2025-09" or "2025-10" or "2025-11");
        var months = counted.GroupBy(order => order.Month).ToDictionary(month => month.Key, month => month.ToList());

        var sales = await _base.ReportAsync("sales", query);

        var revenue = sales.By("period", "revenue");
        Assert.All(months, month => Assert.Equal(month.Value.Sum(order => order.Net), revenue[month.Key]));
        Assert.All(months, month => Assert.Equal(month.Value.Count, sales.By("period", "orders")[month.Key]));
        Assert.Equal(months.Values.Sum(month => month.Sum(order => order.Net)), sales.Total("revenue"));
        Assert.Equal(sales.Numbers("revenue").Sum(), sales.Total("revenue"));
        Assert.Equal(sales.Numbers("orders").Sum(), sales.Total("orders"));
        Assert.Equal(counted.Select(order => order.Person).Distinct().Count(), sales.Total("customers"));
        Assert.Equal(Math.Round(sales.Total("revenue") / sales.Total("orders"), 2, MidpointRounding.AwayFromZero),
            sales.Total("averageCheck"));
    }

    [Fact]
    public async Task Sales_by_day_are_keyed_by_day()
    {
        var order = _shop.Counted[0];
        var day = order.At.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var sales = await _base.ReportAsync("sales", $"?from={day}&to={day}&by=day");

        Assert.Equal(day, Assert.Single(sales.Texts("period")));
        Assert.Equal(_shop.Counted.Where(other => other.At.Date == order.At.Date).Sum(other => other.Net), sales.Total("revenue"));
    }

    [Fact]
    public async Task Goods_are_summed_by_lines()
    {
        var goods = await _base.ReportAsync("products");
        var plain = _shop.Counted.SelectMany(order => order.Lines).GroupBy(line => line.Product)
            .ToDictionary(product => product.Key, product => product.Sum(line => line.Quantity * line.Price));

        Assert.Equal(plain.OrderBy(one => one.Key), goods.By("productId", "revenue").OrderBy(one => one.Key));
        Assert.Equal(plain.Values.Sum(), goods.Total("revenue"));
        Assert.Equal(goods.Numbers("revenue").OrderDescending(), goods.Numbers("revenue"));
    }

    [Fact]
    public async Task Pairs_are_counted_in_orders()
    {
        var pairs = await _base.ReportAsync("pairs");
        var plain =
            from order in _shop.Counted
            from a in order.Lines
            from b in order.Lines
            where string.CompareOrdinal(a.Product, b.Product) < 0
            group order by $"{a.Product} {b.Product}" into pair
            select (pair.Key, Count: (decimal)pair.Count());
        var least = _shop.Counted.Count < 100 ? 1 : 2;

        var found = pairs.Texts("productA").Zip(pairs.Texts("productB"), pairs.Numbers("count"))
            .Select(row => ($"{row.First} {row.Second}", row.Third));
        Assert.Equal(plain.Where(pair => pair.Count >= least).Order(), found.Order());
    }

    [Fact]
    public async Task Cohorts_hold_each_order_once_and_retention_is_their_share()
    {
        var cohorts = await _base.ReportAsync("cohorts");
        var first = _shop.Counted.GroupBy(order => order.Person).ToDictionary(own => own.Key, own => own.Min(order => order.At));
        var plain = _shop.Counted.GroupBy(order => (Cohort: MonthOf(first[order.Person]), order.Month))
            .ToDictionary(cell => cell.Key, cell =>
                (Customers: cell.Select(order => order.Person).Distinct().Count(), Net: cell.Sum(order => order.Net)));

        var rows = cohorts.Texts("cohort").Zip(cohorts.Numbers("age"), cohorts.Numbers("customers")).Zip(cohorts.Numbers("revenue"));
        Assert.All(rows, row =>
        {
            var month = DateTime.ParseExact(row.First.First!, "yyyy-MM", null).AddMonths((int)row.First.Second);
            var expected = plain.GetValueOrDefault((row.First.First!, MonthOf(month)));
            Assert.Equal((expected.Customers, expected.Net), (row.First.Third, row.Second));
        });
        Assert.Equal(_shop.Counted.Sum(order => order.Net), cohorts.Total("revenue"));

        var retention = await _base.ReportAsync("retention");
        Assert.Equal(first.Values.CountBy(MonthOf).Sum(month => month.Value), retention.Total("size"));
        Assert.All(retention.Numbers("p0").Zip(retention.Numbers("size")), row => Assert.Equal(row.Second == 0 ? 0m : 1m, row.First));
    }

    [Fact]
    public async Task Scores_add_up_to_the_customers_and_their_revenue()
    {
        var (customers, revenue) = (_shop.Counted.Select(order => order.Person).Distinct().Count(), _shop.Counted.Sum(order => order.Net));

        var rfm = await _base.ReportAsync("rfm");
        Assert.Equal(10, rfm.Count);
        Assert.Equal((customers, revenue), ((int)rfm.Total("customers"), rfm.Total("revenue")));

        var cells = await _base.ReportAsync("abc-xyz");
        Assert.Equal(["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"], cells.Texts("cell"));
        var yearAgo = _base.Clock.GetUtcNow().AddMonths(-12);
        Assert.Equal(_shop.Counted.Where(order => order.At > yearAgo).Sum(order => order.Net), cells.Total("revenue"));
        Assert.Equal((customers, revenue), ((int)cells.Total("customers"), cells.Total("total")));

        var pareto = await _base.ReportAsync("pareto");
        var ranked = _shop.Counted.GroupBy(order => order.Person).Select(own => own.Sum(order => order.Net)).OrderDescending().ToList();
        Assert.Equal(revenue, pareto.Total("revenue"));
        Assert.Equal(
            Math.Round(ranked.Take((int)Math.Ceiling(ranked.Count / 5m)).Sum() / revenue, 4, MidpointRounding.AwayFromZero),
            pareto.Total("topFifthShare"));
    }

    [Fact]
    public async Task People_are_counted_by_city_sex_and_channel()
    {
        var geography = await _base.ReportAsync("geography");
        var cities = geography.Texts("dimension").Zip(geography.Texts("key"), geography.Numbers("contacts")).Where(row => row.First ==
            "city");
        Assert.Equal(
            _shop.People.CountBy(person => person.City.ToLowerInvariant()).Select(city => (city.Key, (decimal)city.Value)).Order(),
            cities.Select(row => (row.Second!, row.Third)).Order());

        var demography = await _base.ReportAsync("demography");
        Assert.Equal(_shop.People.Count(person => person.Sex == "f"), (int)demography.Texts("dimension")
            .Zip(demography.Texts("key"), demography.Numbers("contacts")).Single(row => row is { First: "sex", Second: "female" }).Third);
        Assert.Equal(_shop.Counted.Sum(order => order.Net), demography.Total("revenue"));

        var channels = await _base.ReportAsync("channels");
        var brought = _shop.People.GroupBy(person => person.Source ?? "form:news").ToDictionary(channel => channel.Key, channel => channel
            .ToList());
        Assert.Equal(brought.Select(one => (one.Key, (decimal)one.Value.Count)).Order(),
            channels.By("channel", "contacts").Select(one => (one.Key, one.Value)).Order());
        Assert.All(brought, channel => Assert.Equal(
            _shop.Counted.Where(order => channel.Value.Any(person => person.Number == order.Person)).Sum(order => order.Net),
            channels.By("channel", "revenue")[channel.Key]));
        Assert.Equal(_shop.Counted.Sum(order => order.Net), channels.Total("revenue"));
        Assert.Equal(channels.Total("revenue"), channels.Total("lastRevenue"));
    }

    [Fact]
    public async Task The_base_grows_by_who_came_and_the_score_is_of_the_answers()
    {
        var growth = await _base.ReportAsync("base");
        Assert.Equal(_shop.People.Count, (int)growth.Total("contacts"));
        Assert.Equal(growth.Total("contactsAdded"), growth.Numbers("contactsAdded").Sum());
        Assert.Equal(_shop.Counted.Select(order => order.Person).Distinct().Count(), (int)growth.Total("newCustomers"));
        Assert.Equal(growth.Total("newCustomers") + growth.Total("wonBack") - growth.Total("lost"), growth.Total("living"));

        var scores = _shop.People.Select(person => person.Score).OfType<int>().ToList();
        var nps = await _base.ReportAsync("nps");
        Assert.Equal(scores.Count, (int)nps.Total("answers"));
        Assert.Equal(
            Math.Round(100m * (scores.Count(score => score >= 9) - scores.Count(score => score <= 6)) / scores.Count, 1,
                MidpointRounding.AwayFromZero),
            nps.Total("nps"));
        Assert.Equal(_shop.People.Count, (int)(await _base.ReportAsync("cost")).Total("leads"));
        Assert.Equal(_shop.People.Count, (int)(await _base.ReportAsync("quality")).By("measure", "contacts")["email"]);
    }

    [Fact]
    public async Task Who_leaves_is_named_with_the_largest_stake_first_and_a_small_base_says_so()
    {
        var churn = await _base.ReportAsync("churn");

        Assert.NotEqual(0, churn.Count);
        Assert.Equal(churn.Numbers("atStake").OrderDescending(), churn.Numbers("atStake"));
        Assert.Subset(_ids.ToHashSet(), churn.Texts("contact").Select(id => id!).ToHashSet());
        Assert.All(churn.Numbers("pAlive"), alive => Assert.InRange(alive, 0m, 1m));
        Assert.Contains("Not enough data", churn.Notes, StringComparison.Ordinal);
        Assert.Equal([30m, 90m, 180m, 365m], (await _base.ReportAsync("forecast")).Numbers("days"));
    }

    [Fact]
    public async Task A_segment_is_part_of_the_base()
    {
        var all = await _base.ReportAsync("sales");
        var regular = await _base.ReportAsync("sales", "?segment=regular");
        var plain = _shop.Counted.GroupBy(order => order.Person).Where(own => own.Count() > 3).SelectMany(own => own);

        Assert.Equal(plain.Sum(order => order.Net), regular.Total("revenue"));
        Assert.True(regular.Total("revenue") < all.Total("revenue"));
        Assert.True((await _base.ReportAsync("portrait", "?segment=regular")).Total("contacts") < _shop.People.Count);
    }

    [Theory]
    [InlineData("sales", "?from=2026-02-01&to=2026-01-01", 400)]
    [InlineData("sales", "?from=soon", 400)]
    [InlineData("sales", "?by=hour", 400)]
    [InlineData("sales", "?format=pdf", 400)]
    [InlineData("sales", "?from=1900-01-01&to=2026-01-01&by=day", 400)]
    [InlineData("sales", "?segment=nobody", 404)]
    [InlineData("nothing", "", 404)]
    public async Task What_cannot_be_followed_is_refused(string name, string query, int status) =>
        Assert.Equal(status, (await _base.TryAsync(name, query)).Status);

    [Fact]
    public async Task An_unknown_report_is_told_which_there_are() =>
        Assert.Contains("abc-xyz", (await _base.TryAsync("nothing")).Body.ToString(), StringComparison.Ordinal);

    private static string MonthOf(DateTimeOffset at) => at.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
