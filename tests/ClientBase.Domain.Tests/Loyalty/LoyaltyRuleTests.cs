using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Tests.Loyalty;

public sealed class LoyaltyRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LoyaltyProgram Program = new(
        "RUB", [new("bronze", 0m, 0m), new("silver", 1000m, 5m), new("gold", 5000m, 10m)], 0.05m, "365d", null);

    [Theory]
    [InlineData(0, "bronze")]
    [InlineData(999.99, "bronze")]
    [InlineData(1000, "silver")]
    [InlineData(5000, "gold")]
    public void A_level_begins_at_its_sum(decimal spent, string tier) => Assert.Equal(tier, Program.TierOf([Order(spent)])?.Id);

    [Fact]
    public void Orders_of_another_currency_and_those_that_do_not_count_lead_to_no_level() =>
        Assert.Equal("bronze", Program.TierOf([Order(9000m, currency: "USD"), Order(9000m, counts: false)])?.Id);

    [Fact]
    public void An_order_gives_when_it_begins_to_count_and_only_then()
    {
        Assert.NotNull(Program.GrantFor(OrderState.Unknown, Order(10m)));
        Assert.NotNull(Program.GrantFor(Order(10m, counts: false), Order(10m)));
        Assert.Null(Program.GrantFor(Order(10m), Order(20m))); // It counted before: what it gives is decided, or came before the program.
        Assert.Null(Program.GrantFor(OrderState.Unknown, Order(10m, currency: "USD")));
        Assert.Null((Program with { PointsPer = 0m }).GrantFor(OrderState.Unknown, Order(10m)));
    }

    [Fact]
    public void Of_more_orders_than_a_code_is_good_for_those_placed_first_redeem_it()
    {
        var promo = Promo() with { Limit = 2 };
        KeyValuePair<string, OrderState>[] orders =
        [
            new("s:3", Order(10m, at: Now.AddDays(3), codes: "TEA")), new("s:1", Order(10m, at: Now.AddDays(1), codes: " tea ")),
            new("s:2", Order(10m, at: Now.AddDays(2), codes: "TEA", counts: false)),
            new("s:4", Order(10m, at: Now.AddDays(4), codes: "TEA")),
            new("s:0", Order(10m, at: Now, codes: "OTHER")),
        ];

        Assert.Equal(["s:1", "s:3"], promo.RedeemedBy(orders).Select(order => order.Key));
        Assert.Equal(["s:1", "s:3"], promo.RedeemedBy(orders.Reverse()).Select(order => order.Key));
    }

    [Fact]
    public void A_code_says_why_it_cannot_be_used()
    {
        var promo = Promo() with { Limit = 1, MinTotal = 500m, ExpiresAt = Now.AddDays(1) };

        Assert.Null(promo.WhyNot(0, 500m, isTheirs: false, Now));
        Assert.Equal("used", promo.WhyNot(1, 500m, isTheirs: true, Now));
        Assert.Equal("expired", promo.WhyNot(0, 500m, isTheirs: true, Now.AddDays(1)));
        Assert.Equal("min-total", promo.WhyNot(0, 499.99m, isTheirs: true, Now));
        Assert.Equal("not-yours", (promo with { IsPersonal = true }).WhyNot(0, 500m, isTheirs: false, Now));
        Assert.Null(promo.WhyNot(0, null, isTheirs: true, Now)); // What the order comes to is not known yet.
    }

    [Fact]
    public void A_sum_takes_off_no_more_than_there_is()
    {
        Assert.Equal(99.5m, Promo().DiscountOn(995m));
        Assert.Equal(100m, (Promo() with { Percent = null, Amount = 300m }).DiscountOn(100m));
        Assert.Null((Promo() with { Percent = null }).DiscountOn(100m));
    }

    [Fact]
    public void A_code_of_a_friend_is_understood_however_it_is_typed()
    {
        var id = ContactId.Found(new IdentityKey(IdentityKind.Email, "a@example.com"), "capture");
        var code = ReferralCode.Of(id);

        Assert.Equal(id[..12], ReferralCode.IdPrefix(code));
        Assert.Equal(id[..12], ReferralCode.IdPrefix($" {code[..4].ToLowerInvariant()}-{code[4..]} "));
        Assert.Equal(id[..12], ReferralCode.IdPrefix(code.Replace('0', 'O').Replace('1', 'l')));
        Assert.Null(ReferralCode.IdPrefix("WELCOME10"));
        Assert.Null(ReferralCode.IdPrefix(""));
        Assert.Null(ReferralCode.IdPrefix(null));
    }

    [Fact]
    public void A_program_tells_what_is_wrong_by_its_place()
    {
        var errors = (Program with { Tiers = [new("a", 0m, 1m), new("a", 0m, 2m)], ExpiresAfter = "a year" }).Check();

        Assert.Equal(["expiresAfter", "tiers[1].from", "tiers[1].id"], errors.Keys);
        Assert.Empty(Program.Check());
    }

    private static PromoCode Promo() => new("TEA", 10m, null, "RUB", Now, "api");

    private static OrderState Order(
        decimal total, bool counts = true, string currency = "RUB", DateTimeOffset? at = null, params string[] codes) =>
        OrderState.Unknown with
        {
            Version = new OrderVersion(at ?? Now, total, currency, counts, new Stamp(Now, "c")) { Codes = [.. codes] },
        };
}
