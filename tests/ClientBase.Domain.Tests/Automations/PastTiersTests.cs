using ClientBase.Domain.Automations.Trials;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Domain.Tests.Automations;

public sealed class PastTiersTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("60", "")]
    [InlineData("60 60 10", "silver on day 1")]
    [InlineData("60 60 400", "silver on day 1, gold on day 2")]
    [InlineData("700", "gold on day 0")] // Past silver in one go.
    [InlineData("60 USD 60", "silver on day 2")] // Another currency counts towards no tier.
    [InlineData("60 60-30 20", "silver on day 2")] // Thirty were returned of the second.
    public void An_order_that_brings_somebody_to_a_higher_level_is_an_occasion(string orders, string reached)
    {
        var program = new LoyaltyProgram("EUR", [new("silver", 100m, 5m), new("gold", 500m, 10m)], 0m, null, null);
        var found = PastTiers.Of(program, orders.Split(' ').Select(OrderOf));
        Assert.Equal(reached, string.Join(", ", found.Select(one => $"{one.Id.Split(' ')[0]} on day {(one.At - First).Days}")));
    }

    [Fact]
    public void A_level_that_everybody_has_is_reached_by_no_order() => Assert.Empty(PastTiers.Of(
        new LoyaltyProgram("EUR", [new("all", 0m, 1m)], 0m, null, null), [OrderOf("60", 0)]));

    // 60-30 is an order of 60 of which 30 were returned.
    private static OrderFact OrderOf(string text, int day) => new(
        (ulong)day,
        First.AddDays(day),
        text == "USD" ? 900m : decimal.Parse(text.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture),
        text.Split('-') is [_, var returned] ? decimal.Parse(returned, System.Globalization.CultureInfo.InvariantCulture) : 0m,
        text == "USD" ? "USD" : "EUR");
}
