using ClientBase.Domain.Segments.Rules;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class GrammarTests
{
    /// <summary>What is typed, and how it is written canonically; one argument means it is canonical already.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        { "everyone", "everyone" },
        { "ВСЕ", "everyone" },
        { "orders.count>=3", "orders.count >= 3" },
        { "orders.count at least 3", "orders.count >= 3" },
        { "orders.count == 3 AND orders.total <> 1", "orders.count = 3 and orders.total != 1" },
        { "orders.total > 10 000.50", "orders.total > 10000.5" },
        { "orders.total > 1\u00A0000\u202F000", "orders.total > 1000000" },
        { "loyalty.points >= -5", "loyalty.points >= -5" },
        { "rfm.r in 1..2 and rfm.f in (1, 5)", "rfm.r in 1..2 and rfm.f in (1, 5)" },
        { "rfm.r not in 1 .. 2", "rfm.r not in 1..2" },
        { "orders.count within 180 days >= 2", "orders.count within 180 days >= 2" },
        { "orders.total within 1 month > 10000", "orders.total within 1 month > 10000" },
        { "orders.total in top 5%", "orders.total in top 5 %" },
        { "orders.returned < 0.2", "orders.returned < 20 %" },
        { "forecast.alive < 0.4 and value.year > 10000", "forecast.alive < 40 % and forecast.value12m > 10000" },
        { "прогноз.активен < 40 % и ценность.год > 10 000", "forecast.alive < 40 % and forecast.value12m > 10000" },
        { "forecast.next in the next 2 weeks", "forecast.next in the next 14 days" },
        { "лояльность.сгорание в ближайшие 7 дней", "loyalty.expires in the next 7 days" },
        { "orders.returned in 12.5 % .. 20 %", "orders.returned in 12.5 %..20 %" },
        { "orders.last older than 365 days", "orders.last older than 365 days" },
        { "orders.last at least 1 year ago", "orders.last at least 1 year ago" },
        { "orders.last in the last 2 weeks", "orders.last within 2 weeks" },
        { "firstSeen before 31.01.2026", "firstSeen before 2026-01-31" },
        { "firstSeen >= 2026-01-31", "firstSeen since 2026-01-31" },
        { "firstSeen in 2026-01-01..2026-01-31", "firstSeen in 2026-01-01..2026-01-31" },
        { "firstSeen in 1.1.2026..31.1.2026", "firstSeen in 2026-01-01..2026-01-31" },
        { "city = Москва", "city = \"Москва\"" },
        { "city is not «Нижний \"Новгород\"»", "city != \"Нижний \\\"Новгород\\\"\"" },
        { "city in (\"Москва\", Казань)", "city in (\"Москва\", \"Казань\")" },
        { "city not in (\"a\")", "city not in (\"a\")" },
        { "not city in (\"a\")", "city not in (\"a\")" },
        { "email ends with \"@mail.ru\"", "email ends with \"@mail.ru\"" },
        { "city is known or city is not known", "city is known or city is unknown" },
        { "rating in (a, b) and abc = a", "rating in (A, B) and abc = A" },
        { "colour.funnel = RED-GREEN", "colour.funnel = red-green" },
        { "consent.marketing and not consent.offers", "consent.marketing and not consent.offers" },
        {
            "birthday within 2 weeks or birthday today or birthday within 0 days",
            "birthday within 14 days or birthday today or birthday today"
        },
        { "in segment vip", "in segment vip" },
        { "not segment \"my own\"", "not in segment \"my own\"" },
        { "in segment rfm-at_risk", "in segment rfm-at_risk" },
        { "opened campaign \"spring\" within 30 days", "opened campaign \"spring\" within 30 days" },
        { "not opened campaign any within 90 days", "not opened campaign any within 90 days" },
        { "clicked \"x\" at least 2 times within 30 days", "clicked campaign \"x\" at least 2 times within 30 days" },
        { "called or refunded within 30 days", "called or refunded within 30 days" },
        { "ordered at least 1 times", "ordered" },
        {
            "custom.size >= 42 or custom.note contains \"x\" or custom.day older than 3 days",
            "custom.size >= 42 or custom.note contains \"x\" or custom.day older than 3 days"
        },
        { "((called)) and (ordered and (refunded))", "called and ordered and refunded" },
        { "called and (ordered or refunded)", "called and (ordered or refunded)" },
        { "(called and ordered) or refunded", "called and ordered or refunded" },
        { "not (called or not not ordered)", "not (called or not not ordered)" },
        {
            "заказов >= 3 и последний заказ старше 90 дней и город в (\"Москва\") и не в сегменте vip",
            "orders.count >= 3 and orders.last older than 90 days and city in (\"Москва\") and not in segment vip"
        },
        { "открыл письмо «spring» за 30 дней", "opened campaign \"spring\" within 30 days" },
        { "день рождения через 7 дней", "birthday within 7 days" },
        { "заказы.количество за 180 дней не менее 2", "orders.count within 180 days >= 2" },
        { "заказы.сумма в топ 5 %", "orders.total in top 5 %" },
        {
            "последний заказ не менее 365 дней назад или первый контакт не старше 2 недель",
            "orders.last at least 365 days ago or firstSeen within 2 weeks"
        },
        { "город не в (\"Орёл\") и имя неизвестно", "city not in (\"Орёл\") and name.first is unknown" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_spelling_has_one_canonical_form(string typed, string canonical)
    {
        var rule = Parsed(typed);

        Assert.Equal(canonical, rule.ToString());
        Assert.Equal(rule.Expression, Parsed(canonical).Expression);
        Assert.Equal(rule.Expression, Parsed(rule.ToString("ru")).Expression);
    }

    [Theory]
    [InlineData("order.count > 3", 0, 11, "orders.count")]
    [InlineData("called and ctiy = \"x\"", 11, 4, "city")]
    [InlineData("горд = \"x\"", 0, 4, "город")]
    [InlineData("abc = D", 6, 1, null)]
    [InlineData("rfm.segment = champion", 14, 8, "champions")]
    [InlineData("city > 5", 5, 1, null)]
    [InlineData("orders.count = \"x\"", 15, 3, null)]
    [InlineData("rating > 3", 7, 1, null)]
    [InlineData("orders.last > 5", 14, 1, null)]
    [InlineData("orders.count older than 3 days", 13, 5, null)]
    [InlineData("orders.returned < 20", 18, 2, "20 %")]
    [InlineData("orders.count", 12, 0, null)]
    [InlineData("(called", 7, 0, null)]
    [InlineData("called)", 6, 1, null)]
    [InlineData("", 0, 0, null)]
    [InlineData("called and", 10, 0, null)]
    [InlineData("city = \"x", 7, 1, null)]
    [InlineData("city = \"\\q\"", 8, 1, null)]
    [InlineData("city = Нижний Новгород", 14, 8, null)]
    [InlineData("city in ()", 9, 1, null)]
    [InlineData("rfm.r in 5..1", 9, 1, null)]
    [InlineData("orders.last before 2026-02-30", 19, 10, null)]
    [InlineData("orders.last within 30", 21, 0, null)]
    [InlineData("orders.last within 99999999 days", 19, 8, null)]
    [InlineData("called \"x\"", 7, 3, null)]
    [InlineData("city in top 5 %", 8, 3, null)]
    [InlineData("consent.marketing = 1", 18, 1, null)]
    [InlineData("called & ordered", 7, 1, null)]
    [InlineData("birthday within 2 months", 16, 1, null)]
    [InlineData("orders.total > 12345678901234567890", 15, 20, null)]
    public void Errors_point_and_suggest(string text, int position, int length, string? suggestion)
    {
        var error = Rule.Parse(text).Error;

        Assert.NotNull(error);
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
        Assert.Contains($"at column {position + 1}", error.Message.En, StringComparison.Ordinal);
        Assert.Contains($"столбец {position + 1}", error.Message.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_field_reads_as_it_should()
    {
        var error = Rule.Parse("order.count > 3").Error!;

        Assert.Equal("unknown field 'order.count' at column 1: did you mean orders.count?", error.Message.En);
        Assert.Equal("order.count > 3\n^^^^^^^^^^^", error.Show("order.count > 3"));
    }

    [Fact]
    public void Needs_name_what_to_load()
    {
        var needs = Parsed(
            "city = \"a\" and orders.total in top 5 % and in segment vip"
            + " and opened campaign any within 2 months and opened campaign \"x\" within 3 days").Needs;

        Assert.Equal(["city"], needs.Fields);
        Assert.Equal(["orders.total"], needs.Ranks);
        Assert.Equal(["vip"], needs.Segments);
        Assert.Equal([new EventNeed("opened campaign", TimeSpan.FromDays(62))], needs.Events);
        Assert.False(needs.Orders);
        Assert.Null(Parsed("called or called within 3 days").Needs.Events.Single().LookBack);
        Assert.True(Parsed("orders.last is known").Needs.Orders);
    }

    [Theory]
    [InlineData("orders.count >= 3 and city = \"x\"", false)]
    [InlineData("orders.last before 2026-01-01", false)]
    [InlineData("orders.last older than 3 days", true)]
    [InlineData("orders.count within 3 days > 1", true)]
    [InlineData("not called within 3 days", true)]
    [InlineData("called", false)]
    [InlineData("age > 30", true)]
    [InlineData("birthday today", true)]
    [InlineData("birthday is known", false)]
    public void A_rule_knows_whether_time_alone_changes_it(string text, bool changes) =>
        Assert.Equal(changes, Parsed(text).ChangesWithTime);

    [Fact]
    public void Segments_are_ordered_after_what_they_refer_to_and_a_circle_is_named()
    {
        Dictionary<string, Rule> rules = new()
        {
            ["a"] = Parsed("in segment b or in segment elsewhere"),
            ["b"] = Parsed("in segment c"),
            ["c"] = Parsed("called"),
        };
        var fine = SegmentGraph.Of(rules);
        Assert.Equal(["c", "b", "a"], fine.Order);
        Assert.Equal(["elsewhere"], fine.Unknown);
        Assert.Null(fine.Error);

        rules["c"] = Parsed("not in segment b");
        var circle = SegmentGraph.Of(rules);
        Assert.Empty(circle.Order);
        Assert.Equal(["b", "c", "b"], circle.Cycle);
        Assert.Contains("b → c → b", circle.Error!.En, StringComparison.Ordinal);
    }

    internal static Rule Parsed(string text)
    {
        var result = Rule.Parse(text);
        Assert.True(result.Error is null, $"{result.Error?.Message.En}\n{result.Error?.Show(text)}");
        return result.Rule!;
    }
}
