using ClientBase.Domain.Analytics;
using ClientBase.Domain.Analytics.Breakdowns;
using ClientBase.Domain.Analytics.Sales;
using static ClientBase.Domain.Tests.Analytics.Log;

namespace ClientBase.Domain.Tests.Analytics;

public sealed class BaseReportTests
{
    private static readonly PeriodCalendar Monthly = new(Granularity.Month);

    [Fact]
    public void A_customer_is_lost_after_a_silent_year_and_may_be_won_back()
    {
        // Silent from 2024-01-10 for 365 days, which are full on 2025-01-09; back in March.
        var history = SalesHistory.Of([Sale("a", "2024-01-10", 1m), Sale("a", "2025-03-01", 1m), Sale("b", "2025-02-01", 1m)], AsOf);

        var growth = BaseGrowth.Of(history, [At("2025-01-05"), At("2027-01-01")], Months("2025-01-01", "2025-04-01"), Monthly);

        Assert.Equal(new GrowthFigures(1, 1, 1, 1, 1, 1, 2), growth.Total);
        Assert.Equal([0, 1, 2], growth.Rows.Select(row => row.Figures.Living));
        Assert.Equal([1, 0, 0], growth.Rows.Select(row => row.Figures.Lost));
        Assert.Equal(1m, growth.LostPerYear);
    }

    [Fact]
    public void Living_customers_change_by_what_is_won_and_lost() => Check((sales, random) =>
    {
        var silence = random.Next(1, 200);
        var period = new Period(AsOf.AddDays(-400), AsOf);
        var growth = BaseGrowth.Of(SalesHistory.Of(sales, AsOf), [], period, Monthly, silence);

        Assert.All(
            growth.Rows.Zip(growth.Rows.Skip(1)),
            pair => Assert.Equal(pair.First.Figures.Living + pair.Second.Figures.Net, pair.Second.Figures.Living));
        Assert.Equal(growth.Total.Net, growth.Rows.Sum(row => row.Figures.Net));
        var last = sales.Where(sale => sale.At < period.To).GroupBy(sale => sale.CustomerId).Select(own => own.Max(sale => sale.At));
        Assert.Equal(last.Count(at => at + TimeSpan.FromDays(silence) >= period.To), growth.Total.Living);
    });

    [Fact]
    public void Channels_by_hand()
    {
        var history = SalesHistory.Of([Sale("a", "2026-01-05", 300m), Sale("a", "2026-02-05", 100m), Sale("x", "2026-02-05", 999m)], AsOf);
        ContactSource[] contacts =
        [
            new("a", At("2026-01-01"), "ads"),
            new("b", At("2026-01-02"), " ads "),
            new("c", At("2026-01-02"), null),
            new("x", At("2025-01-01"), "ads"),
        ];
        ChannelCost[] costs = [new("ads", new Money(100m, "RUB")), new("fair", new Money(50m, "RUB"))];

        var rows = ChannelReport.Of(history, contacts, costs, Months("2026-01-01", "2026-02-01")).Rows;

        Assert.Equal(
            [("ads", 2, 1, 2), ("", 1, 0, 0), ("fair", 0, 0, 0)],
            rows.Select(row => (row.Channel, row.Contacts, row.FirstOrders, row.Orders)));
        Assert.Equal(new ChannelMoney("RUB", 400m, 100m, 50m, 100m, 3m), rows[0].Money[0]);
        Assert.Equal(new ChannelMoney("RUB", 0m, null, null, null, null), rows[1].Money[0]);
        Assert.Equal(new ChannelMoney("RUB", 0m, 50m, null, null, -1m), rows[2].Money[0]);
    }

    [Fact]
    public void Scores_by_hand()
    {
        // Promoters 5, passives 3, detractors 2: 30. With three answers more: (5.75 - 2.75) / 13 = .2308,
        // variance (8.5 / 13 - .0533) / 13 = .04620.
        var nps = NpsReport.Of([10, 10, 9, 9, 9, 8, 7, 7, 6, 0, 11, -1]);
        Assert.Equal((10, 5, 3, 2, 30m), (nps.Answers, nps.Promoters, nps.Passives, nps.Detractors, nps.Score));
        Assert.Equal(new Interval(-19.1m, 65.2m), nps.Confidence);
        Assert.Equal(11, nps.Distribution.Count);

        // Squares 1 0 1 4: sample deviation root 2, so 4 -+ 1.386, cut at 5. Wilson of 3 of 4: .3006 to .9544.
        var rating = RatingReport.Of([5, 4, 5, 2, 0]);
        Assert.Equal((4, 4m, 0.75m), (rating.Answers, rating.Mean, rating.PositiveShare));
        Assert.Equal(new Interval(0.3006m, 0.9544m), rating.PositiveConfidence);
        Assert.Equal(new Interval(2.61m, 5m), rating.MeanConfidence);
        Assert.Equal((null, null), (NpsReport.Of([]).Score, RatingReport.Of([]).Mean));
        Assert.Null(RatingReport.Of([5]).MeanConfidence);
        Assert.Equal(["a", "b"], RatingReport.ByProduct([("b", 1), ("a", 5)]).Select(product => product.Key));
    }

    [Theory]
    [InlineData("2008-04-16", "under-18")]
    [InlineData("2008-04-15", "18-24")]
    [InlineData("1961-04-16", "55-64")]
    [InlineData("1961-04-15", "65+")]
    [InlineData("2026-04-16", "unknown:")]
    [InlineData("1900-01-01", "unknown:")]
    public void Age_bands_change_on_the_birthday(string birth, string band)
    {
        var profile = new Profile("a") { BirthDate = DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(band, Assert.Single(Rows(Dimension.Age(new DateOnly(2026, 4, 15)), [profile]), row => row.Contacts == 1).Key);
    }

    [Theory]
    [InlineData("2000-02-29", "2026-02-27", "0-7")]
    [InlineData("2000-12-31", "2026-01-01", "31+")]
    [InlineData("2000-01-01", "2026-12-31", "0-7")]
    [InlineData("2000-01-09", "2026-01-01", "8-30")]
    public void Birthdays_are_seen_across_the_new_year(string birth, string today, string band)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var profile = new Profile("a") { BirthDate = DateOnly.Parse(birth, culture) };

        var row = Assert.Single(Rows(Dimension.Birthday(DateOnly.Parse(today, culture)), [profile]), one => one.Contacts == 1);
        Assert.Equal(band, row.Key);
    }

    [Fact]
    public void Cities_by_hand()
    {
        Profile[] people =
        [
            new("a") { City = "Омск" },
            new("b") { City = " омск" },
            new("c") { City = "Омск" },
            new("d") { City = "Пермь" },
            new("e") { City = " " },
        ];
        var city = Dimension.Values.Single(dimension => dimension.Id == "city");

        var rows = Rows(city, people, top: 1, Sale("a", "2026-01-01", 30m), Sale("d", "2026-01-01", 10m));

        Assert.Equal([("Омск", 3, 1, 0.6m, 0.75m), ("Other", 1, 1, 0.2m, 0.25m), ("Unknown", 1, 0, 0.2m, 0m)],
            rows.Select(row => (row.Label.En, row.Contacts, row.Customers, row.Share!.Value, row.RevenueShare!.Value)));
    }

    [Fact]
    public void Every_contact_and_order_is_in_one_row_of_each_single_valued_dimension() => Check((sales, random) =>
    {
        var history = SalesHistory.Of(sales, AsOf);
        var people = Enumerable.Range(0, 9)
            .Select(i => new Profile($"c{i}") { Sex = i % 2 == 0 ? "f" : "x", City = $"city {i % 4}" })
            .OrderBy(_ => random.Next());
        var members = BaseMember.All(people, history);
        Dimension[] dimensions =
        [
            Dimension.Sex, Dimension.Frequency, Dimension.LastOrder(AsOf), Dimension.AverageCheck("RUB", [2, 5]),
            .. Dimension.Values,
        ];
        Assert.All(dimensions, dimension =>
        {
            var rows = Breakdown.Of(dimension, members, history.Currencies, top: 2).Rows;
            Assert.Equal((9, sales.Length), (rows.Sum(row => row.Contacts), rows.Sum(row => row.Orders)));
            Assert.All(history.Currencies, (currency, i) => Assert.Equal(
                sales.Where(sale => sale.Currency == currency).Sum(sale => sale.Net), rows.Sum(row => row.Net[i])));
        });
    });

    [Fact]
    public void Somebody_of_two_interests_is_in_both_rows_once()
    {
        var interests = Dimension.Values.Single(dimension => dimension.Id == "interests");
        var rows = Rows(interests, [new("a") { Interests = ["tea", "Chess", "TEA"] }]);

        Assert.Equal([("chess", 1), ("tea", 1)], rows.Select(row => (row.Key, row.Contacts)));
    }

    private static IReadOnlyList<BreakdownRow> Rows(Dimension dimension, Profile[] people, int top = 20, params Sale[] sales)
    {
        var history = SalesHistory.Of(sales, AsOf);
        return Breakdown.Of(dimension, BaseMember.All(people, history), history.Currencies, top).Rows;
    }
}
