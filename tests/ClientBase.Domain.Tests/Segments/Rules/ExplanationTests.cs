using ClientBase.Domain.Segments.Rules;
using static ClientBase.Domain.Tests.Segments.Rules.GrammarTests;

namespace ClientBase.Domain.Tests.Segments.Rules;

public sealed class ExplanationTests
{
    [Theory]
    [InlineData(
        "orders.count >= 3 and orders.last older than 90 days and city in (\"Москва\", \"Казань\") and not in segment vip",
        "people with 3 or more orders, whose last order was more than 90 days ago, whose city is Москва or Казань,"
            + " and who are not in segment vip",
        "люди, у которых 3 заказа или больше, у которых последний заказ был больше 90 дней назад,"
            + " у которых город — Москва или Казань, и которые не входят в сегмент vip")]
    [InlineData(
        "opened campaign \"spring\" at least 2 times within 30 days",
        "people who opened campaign \"spring\" at least 2 times in the last 30 days",
        "люди, которые открыли рассылку «spring» не менее 2 раз за последние 30 дней")]
    [InlineData("everyone", "everyone", "все")]
    [InlineData("orders.count = 0", "people without orders", "люди, у которых нет заказов")]
    [InlineData(
        "orders.count within 1 day > 1",
        "people with more than 1 order in the last 1 day",
        "люди, у которых больше 1 заказа за последние 1 день")]
    [InlineData(
        "birthday within 7 days",
        "people whose birthday is within the next 7 days",
        "люди, у которых день рождения в ближайшие 7 дней")]
    [InlineData(
        "forecast.next in the next 14 days and loyalty.expiring > 100",
        "people whose next order is within the next 14 days and whose points expiring within 30 days is more than 100",
        "люди, у которых следующий заказ в ближайшие 14 дней и у которых баллы, сгорающие за 30 дней больше 100")]
    [InlineData("not age > 30", "people except those whose age is more than 30", "люди, кроме тех, у которых возраст больше 30")]
    [InlineData("consent.marketing", "people who agreed to marketing", "люди, которые согласны на рассылку")]
    [InlineData(
        "orders.total in top 5 %",
        "people whose total of orders is among the highest 5 % of the base",
        "люди, у которых сумма заказов среди наибольших 5 % базы")]
    [InlineData(
        "called and (ordered or abc = A)",
        "people who called and (who ordered or whose ABC class is A)",
        "люди, которые звонили и (которые делали заказы или у которых класс ABC — A)")]
    public void A_rule_reads_as_a_sentence(string rule, string english, string russian) =>
        Assert.Equal(new LocalText(english, russian), Parsed(rule).Explain());

    [Theory]
    [InlineData(1, "1 день")]
    [InlineData(2, "2 дня")]
    [InlineData(5, "5 дней")]
    [InlineData(11, "11 дней")]
    [InlineData(21, "21 день")]
    [InlineData(22, "22 дня")]
    [InlineData(112, "112 дней")]
    public void Russian_numbers_take_their_form(int days, string expected) =>
        Assert.EndsWith("за последние " + expected, Parsed($"called within {days} days").Explain().Ru, StringComparison.Ordinal);

    [Fact]
    public void Every_rule_has_words()
    {
        var rules = new RandomRules(new Random(3));
        for (var i = 0; i < 5_000; i++)
        {
            var words = new Rule(rules.Node(3)).Explain();
            Assert.True(words.En == "everyone" || words.En.StartsWith("people ", StringComparison.Ordinal), words.En);
            Assert.True(words.Ru == "все" || words.Ru.StartsWith("люди, ", StringComparison.Ordinal), words.Ru);
        }
    }
}
