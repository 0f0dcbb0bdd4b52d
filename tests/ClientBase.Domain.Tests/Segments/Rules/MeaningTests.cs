using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Dates;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Segments.Rules.Evaluation;
using static ClientBase.Domain.Tests.Segments.Customers;
using static ClientBase.Domain.Tests.Segments.Rules.GrammarTests;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class MeaningTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData("city = \"москва\"", true)]
    [InlineData("city in (\"Орел\", \"МОСКВА\")", true)]
    [InlineData("name.first = \"Семен\"", true)]
    [InlineData("city starts with \"мос\" and city ends with \"ва\" and city contains \"скв\"", true)]
    [InlineData("city = \"Моск\"", false)]
    [InlineData("tag = \"vip\" and tag = \"new\"", true)]
    [InlineData("tag in (\"x\", \"new\")", true)]
    [InlineData("tag != \"vip\"", false)]
    [InlineData("custom.size > 40 and custom.size = \"42\" and custom.size in 42..42", true)]
    [InlineData("custom.colour > 40", false)]
    [InlineData("custom.colour is unknown and custom.size is known", true)]
    [InlineData("consent.marketing", true)]
    [InlineData("consent.offers", false)]
    [InlineData("orders.count = 2 and orders.total = 300 and orders.average = 150", true)]
    [InlineData("orders.refunded = 100 and orders.returned = 25 %", true)]
    [InlineData("orders.total in top 5 %", true)]
    [InlineData("orders.total in top 4 %", false)]
    [InlineData("orders.count in top 5 %", false)]
    [InlineData("in segment key and not in segment vip", true)]
    [InlineData("opened campaign \"SPRING\" within 30 days and opened campaign any at least 2 times", true)]
    [InlineData("opened campaign at least 2 times within 30 days", false)]
    [InlineData("ordered at least 2 times within 100 days", true)]
    [InlineData("orders.count within 99 days >= 2", false)]
    [InlineData("orders.total within 99 days = 200", true)]
    public void Rules_say_what_they_read(string rule, bool expected) => Assert.Equal(expected, Parsed(rule).Matches(Somebody(), AsOf));

    [Theory]
    [InlineData("city = \"x\"", false)]
    [InlineData("city != \"x\"", true)]
    [InlineData("city not in (\"x\")", true)]
    [InlineData("loyalty.points < 5", false)]
    [InlineData("not loyalty.points < 5", true)]
    [InlineData("loyalty.points != 5", true)]
    [InlineData("orders.last older than 1 day", false)]
    [InlineData("orders.average < 1", false)]
    [InlineData("orders.average is unknown", true)]
    [InlineData("orders.count = 0 and orders.total = 0 and orders.returned = 0 %", true)]
    [InlineData("birthday within 365 days", false)]
    [InlineData("age < 99 or orders.total in top 100 %", false)]
    public void Of_what_is_not_known_only_the_opposite_holds(string rule, bool expected) =>
        Assert.Equal(expected, Parsed(rule).Matches(new RuleSubjectBuilder().Build(), AsOf));

    [Fact]
    public void Borders_of_time_are_exact_to_the_tick()
    {
        Assert.True(Last("older than 90 days", Days(90) + Tick));
        Assert.False(Last("older than 90 days", Days(90)));
        Assert.True(Last("at least 90 days ago", Days(90)));
        Assert.False(Last("at least 90 days ago", Days(90) - Tick));
        Assert.True(Last("within 90 days", Days(90)));
        Assert.False(Last("within 90 days", Days(90) + Tick));
        Assert.False(Last("within 90 days", -Tick));
    }

    [Fact]
    public void Days_last_from_midnight_to_midnight_utc()
    {
        var midnight = AsOf - TimeSpan.FromHours(12);
        Assert.True(Last("on 2026-03-01", AsOf - midnight));
        Assert.False(Last("before 2026-03-01", AsOf - midnight));
        Assert.True(Last("before 2026-03-01", AsOf - midnight + Tick));
        Assert.True(Last("after 2026-02-28", AsOf - midnight));
        Assert.False(Last("after 2026-02-28", AsOf - midnight + Tick));
        Assert.True(Last("since 2026-03-01", AsOf - midnight));
        Assert.True(Last("in 2026-02-27..2026-02-28", AsOf - midnight + Tick));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28", true)]
    [InlineData("2026-01-31", "2026-03-01", false)]
    [InlineData("2026-01-15", "2026-02-15", true)]
    [InlineData("2026-01-15", "2026-02-16", false)]
    public void Months_are_of_the_calendar_counted_from_the_event(string placed, string today, bool within)
    {
        var subject = new RuleSubjectBuilder().Order(Day(placed), 1m).Build();

        Assert.Equal(within, Parsed("orders.last within 1 month").Matches(subject, Day(today)));
        Assert.Equal(within ? 1 : 0, Parsed("orders.count within 1 month > 0").Matches(subject, Day(today)) ? 1 : 0);
    }

    [Theory]
    [InlineData("1990-03-01", "birthday today", true)]
    [InlineData("1990-03-08", "birthday within 7 days", true)]
    [InlineData("1990-03-09", "birthday within 7 days", false)]
    [InlineData("1990-02-28", "birthday within 7 days", false)]
    [InlineData("1990-02-28", "birthday within 364 days", true)]
    [InlineData("1990-03-01", "age = 36", true)]
    [InlineData("1990-03-02", "age = 35", true)]
    [InlineData("2030-01-01", "age < 99", false)]
    public void Birthdays_are_told_by_the_date(string born, string rule, bool expected) =>
        Assert.Equal(expected, Parsed(rule).Matches(new RuleSubjectBuilder().Birthday(DateOnly.Parse(born, null)).Build(), AsOf));

    [Theory]
    [InlineData("--03-08", "birthday within 7 days", true)]
    [InlineData("--03-09", "birthday within 7 days", false)]
    [InlineData("--03-01", "birthday is known", true)]
    [InlineData("--03-01", "age is known", false)]
    [InlineData("--03-01", "age > 0", false)]
    public void A_birthday_without_its_year_comes_each_year_and_tells_no_age(string born, string rule, bool expected) =>
        Assert.Equal(expected, Parsed(rule).Matches(new RuleSubjectBuilder().Birthday(BirthDates.OfKept(born)!.Value).Build(), AsOf));

    [Theory]
    [InlineData("2025-12-28", "2000-01-03", 7, true)]
    [InlineData("2026-02-28", "2000-02-29", 0, true)]
    [InlineData("2026-03-01", "2000-02-29", 0, false)]
    [InlineData("2028-02-28", "2000-02-29", 0, false)]
    [InlineData("2028-02-29", "2000-02-29", 0, true)]
    public void Birthdays_go_over_the_year_and_the_leap_day_is_kept_on_the_28th(
        string today, string born, int days, bool expected) => Assert.Equal(
        expected,
        Parsed($"birthday within {days} days").Matches(new RuleSubjectBuilder().Birthday(DateOnly.Parse(born, null)).Build(), Day(today)));

    [Fact]
    public void A_contact_brings_its_card()
    {
        var contact = Contact("a", Days(400), (Days(10), 50m), (Days(5), 70m)).WithRefund(1, 20m) with
        {
            Fields = new CaptureBuilder("c", "form:x", "form", AsOf)
                .Field("city", "Казань")
                .Field("birthDate", "1990-03-02")
                .Field("interests", "чай, кофе")
                .Field("custom.Shoe size", "42")
                .Name(new PersonName("Анна", null, null))
                .Build().Says.Fields,
            Consents = new CaptureBuilder("c", "form:x", "form", AsOf)
                .Consent(ConsentPurpose.Marketing, "email", "", true)
                .Build().Says.Consents,
        };
        var subject = RuleSubjectBuilder.From(contact).Build();

        Assert.True(Parsed(
            "city = \"казань\" and interests = \"кофе\" and custom.shoe_size = 42 and birthday within 1 day and name.full = \"анна\""
            + " and consent.marketing and not consent.offers and orders.count = 2 and orders.total = 100"
            + " and firstSeen older than 1 year and source = \"form:news\"").Matches(subject, AsOf));
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        var rule = Parsed(
            "orders.total within 12 months > 1 and (city in (\"x\", \"москва\") or custom.size > 3)"
            + " and not opened campaign \"y\" within 30 days and birthday within 9 days"
            + " and orders.average in 1..1000 and orders.returned < 90 % and age > 3 and orders.total in top 50 %"
            + " and custom.size contains \"4\" and in segment key");
        var subject = Somebody();
        for (var i = 0; i < 1000; i++)
        {
            Assert.True(rule.Matches(subject, AsOf));
            rule.NextChangeAt(subject, AsOf);
        }

        var matched = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
        {
            matched += rule.Matches(subject, AsOf) ? 1 : 0;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, matched);
    }

    private static RuleSubject Somebody() => new RuleSubjectBuilder()
        .Text("city", " Москва ").Text("name.first", "Семён").Text("tag", "VIP").Text("tag", "new").Text("custom.size", "42")
        .Flag("consent.marketing", true).Birthday(new DateOnly(1990, 3, 5)).Segment("key")
        .Rank("orders.total", 5, 100).Rank("orders.count", 6, 100)
        .Order(AsOf - Days(100), 200m, 100m).Order(AsOf - Days(5), 200m)
        .Event("opened campaign", AsOf - Days(30), "Spring").Event("opened campaign", AsOf - Days(31), "Winter")
        .Build();

    private static bool Last(string test, TimeSpan ago) =>
        Parsed("firstSeen " + test).Matches(new RuleSubjectBuilder().Instant("firstSeen", AsOf - ago).Build(), AsOf);

    private static DateTimeOffset Day(string day) => new(DateOnly.Parse(day, null).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
