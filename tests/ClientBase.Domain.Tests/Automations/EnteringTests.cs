using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Tests.Automations;

public sealed class EnteringTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/tea", "https://shop.example/Tea/green", true)]
    [InlineData("/tea*", "https://shop.example/tea?x=1", true)]
    [InlineData("/c/*/sale", "https://shop.example/c/tea/sale", true)]
    [InlineData("/c/*/sale", "https://shop.example/sale/c/tea", false)]
    [InlineData("/tea", null, false)]
    [InlineData("*", null, false)]
    public void A_page_is_meant_by_a_piece_of_its_address_and_a_star_stands_for_anything(string asked, string? url, bool isMeant) =>
        Assert.Equal(isMeant, new VisitTrigger(asked).Means(url));

    [Theory]
    [InlineData("form", "contact", "contact")]
    [InlineData("cart.abandoned", "cart", "cart:shop:c1")]
    [InlineData("order", "order", "order:shop:7")]
    [InlineData("date", "year", "year:2026")]
    [InlineData("form", "always", "each:x1")]
    public void The_key_names_what_one_enters_once_for(string trigger, string once, string key)
    {
        var definition = Once(trigger, once);
        Assert.Equal(key, Key(definition, Now));
        Assert.Null(OnceKeys.Of(definition, Happened(Now.AddYears(0)), TimeZoneInfo.Utc, [new EarlierEntry(key, Now.AddDays(-500))]));
    }

    [Fact]
    public void Another_cart_order_or_year_is_another_key()
    {
        var cart = Happened(Now) with { Cart = "shop:c2" };
        Assert.Equal("cart:shop:c2", OnceKeys.Of(Once("cart.abandoned", "cart"), cart, TimeZoneInfo.Utc, [new("cart:shop:c1", Now)]));
        Assert.Equal("year:2027", Key(Once("date", "year"), Now.AddYears(1), new EarlierEntry("year:2026", Now)));
    }

    [Fact]
    public void The_year_is_the_one_where_the_person_lives()
    {
        var silvester = new DateTimeOffset(2026, 12, 31, 22, 0, 0, TimeSpan.Zero);
        var moscow = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

        Assert.Equal("year:2027", OnceKeys.Of(Once("date", "year"), Happened(silvester), moscow, []));
    }

    [Theory]
    [InlineData("contact")]
    [InlineData("always")]
    public void Again_lets_somebody_in_when_the_time_is_over(string once)
    {
        var definition = Once("form", once, "30d");
        var first = new EarlierEntry(Key(definition, Now)!, Now);

        Assert.Null(Key(definition, Now, first)); // A repeat of the same.
        Assert.Null(Key(definition, Now.AddDays(29), first));
        var second = Key(definition, Now.AddDays(30), first);
        Assert.NotNull(second);
        Assert.NotEqual(first.Key, second);

        // Two at once come to one key: inserting it decides.
        Assert.Equal(second, Key(definition, Now.AddDays(31), first));
    }

    [Fact]
    public void Again_beside_an_order_keeps_two_orders_apart()
    {
        var definition = Once("order", "order", "14d");
        var another = Happened(Now) with { Order = "shop:8" };
        Assert.Null(OnceKeys.Of(definition, another, TimeZoneInfo.Utc, [new("order:shop:7", Now.AddDays(-3))]));
        Assert.NotNull(OnceKeys.Of(definition, another, TimeZoneInfo.Utc, [new("order:shop:7", Now.AddDays(-14))]));
    }

    [Theory]
    [InlineData("1985-05-30", "UTC", "2026-05-30T10:00:00Z")]
    [InlineData("--05-30", "UTC", "2026-05-30T10:00:00Z")]
    [InlineData("1985-05-30", "America/New_York", "2026-05-30T14:00:00Z")]
    [InlineData("1985-05-30", "Asia/Kamchatka", "2026-05-29T22:00:00Z")]
    [InlineData("1985-01-02", "UTC", "2027-01-02T10:00:00Z")] // This year's is over.
    [InlineData("2000-02-29", "UTC", "2027-02-28T10:00:00Z")] // 28 February 2026 is over, 2027 has no 29th.
    public void A_birthday_comes_each_year_at_ten_where_the_person_lives(string born, string zone, string at) =>
        Assert.Equal(DateTimeOffset.Parse(at, null), Next(Once("date", "year"), born, Now, zone));

    [Fact]
    public void Whoever_was_born_on_29_February_has_a_birthday_every_year()
    {
        var definition = Once("date", "year");
        var (from, days) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new List<string>());
        for (var i = 0; i < 5; i++)
        {
            from = Next(definition, "2000-02-29", from, "UTC")!.Value.AddTicks(1);
            days.Add(from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28", "2030-02-28"], days);
    }

    [Theory]
    [InlineData("-7d", "2026-05-23T10:00:00Z")]
    [InlineData("1d", "2026-05-31T10:00:00Z")]
    public void An_offset_is_counted_in_days_from_the_date(string offset, string at)
    {
        var definition = Definitions.Of(Definitions.Hello, $$"""{"on":"date","offset":"{{offset}}"}""");
        Assert.Equal(DateTimeOffset.Parse(at, null), Next(definition, "1985-05-30", Now, "UTC"));
    }

    [Fact]
    public void A_week_before_the_second_of_January_lies_in_the_year_before()
    {
        var definition = Definitions.Of(Definitions.Hello, """{"on":"date","offset":"-7d"}""");
        var first = Next(definition, "1985-01-02", Now, "UTC")!.Value;

        Assert.Equal(new DateTimeOffset(2026, 12, 26, 10, 0, 0, TimeSpan.Zero), first);
        Assert.Equal(new DateTimeOffset(2027, 12, 26, 10, 0, 0, TimeSpan.Zero), Next(definition, "1985-01-02", first.AddTicks(1), "UTC"));
    }

    [Theory]
    [InlineData("contact", "2026-06-01", "2026-06-01T10:00:00Z")]
    [InlineData("contact", "2020-06-01", null)]
    [InlineData("year", "2020-06-01", "2026-06-01T10:00:00Z")]
    [InlineData("year", "not a date", null)]
    [InlineData("year", null, null)]
    public void A_date_of_the_shops_own_comes_back_only_where_one_enters_each_year(string once, string? value, string? at)
    {
        var definition = Definitions.Of(Definitions.Hello, """{"on":"date","field":"contractEnds"}""", $""" "once":"{once}", """);
        Assert.Equal(at is null ? null : DateTimeOffset.Parse(at, null), Next(definition, value, Now, "UTC"));
    }

    [Theory]
    [InlineData("9999-12-31", "1d")] // How many shops write "never".
    [InlineData("0001-01-01", "-1d")]
    public void A_day_beyond_the_calendar_never_comes(string value, string offset)
    {
        var trigger = $$"""{"on":"date","field":"contractEnds","offset":"{{offset}}"}""";

        Assert.Null(Next(Definitions.Of(Definitions.Hello, trigger, """ "once":"contact", """), value, Now, "Europe/Moscow"));
    }

    private static AutomationDefinition Once(string trigger, string once, string? again = null) => Definitions.Of(
        Definitions.Hello, $$"""{"on":"{{trigger}}"}""", $""" "once":"{once}",{(again is null ? "" : $"\"again\":\"{again}\",")}""");

    private static Occasion Happened(DateTimeOffset at) => new("x1", at) { Cart = "shop:c1", Order = "shop:7" };

    private static string? Key(AutomationDefinition definition, DateTimeOffset at, params EarlierEntry[] earlier) =>
        OnceKeys.Of(definition, Happened(at), TimeZoneInfo.Utc, earlier);

    private static DateTimeOffset? Next(AutomationDefinition definition, string? value, DateTimeOffset from, string zone) =>
        DateOccasions.Next((DateTrigger)definition.Trigger, definition.Once, value, from, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
