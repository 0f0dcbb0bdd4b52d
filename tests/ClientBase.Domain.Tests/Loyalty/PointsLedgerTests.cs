using ClientBase.Domain.Contacts;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace ClientBase.Domain.Tests.Loyalty;

public sealed class PointsLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private static readonly Gen<PointsCause> Causes =
        from id in Gen.Choose(1, 1_000_000)
        from day in Gen.Choose(0, 30)
        from hundredths in Gen.Choose(-5000, 5000)
        from lasts in Gen.Elements<int?>(null, 5, 20)
        select Cause(day, hundredths / 100m, lasts, $"c{id}");

    [Fact]
    public void Without_expiry_the_balance_is_the_sum_of_its_causes()
    {
        Prop.ForAll(Causes.ListOf(20).ToArbitrary(), sample =>
        {
            var lasting = sample.Select(cause => cause with { ExpiresAt = null }).ToList();
            return PointsLedger.BalanceAt(InOrder(lasting), Start.AddDays(60)) == lasting.Sum(cause => cause.Points);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Expiry_never_takes_what_was_spent_nor_more_than_there_was()
    {
        Prop.ForAll(Causes.ListOf(20).ToArbitrary(), sample =>
        {
            var balance = PointsLedger.BalanceAt(InOrder(sample), Start.AddDays(60));
            var given = sample.Where(cause => cause.Points > 0).Sum(cause => cause.Points);
            return balance >= sample.Where(cause => cause.Points < 0).Sum(cause => cause.Points) && balance <= given;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_would_expire_first_is_spent_first()
    {
        PointsCause[] causes = [Cause(0, 100m, lasts: null), Cause(1, 50m, lasts: 9), Cause(2, -60m)];

        Assert.Equal(90m, PointsLedger.BalanceAt(causes, Start.AddDays(3)));
        Assert.Equal(90m, PointsLedger.BalanceAt(causes, Start.AddDays(30))); // The fifty were spent before they could expire.
    }

    [Fact]
    public void Points_are_gone_from_the_instant_they_expire_at()
    {
        PointsCause[] causes = [Cause(0, 100m, lasts: 10)];

        Assert.Equal(100m, PointsLedger.BalanceAt(causes, Start.AddDays(10).AddTicks(-1)));
        Assert.Equal(0m, PointsLedger.BalanceAt(causes, Start.AddDays(10)));
    }

    [Fact]
    public void What_is_owed_is_paid_by_the_next_points()
    {
        PointsCause[] causes = [Cause(0, 0m), Cause(1, -40m), Cause(2, 100m, lasts: 10)];

        Assert.Equal(-40m, PointsLedger.BalanceAt(causes[..2], Start.AddDays(2)));
        Assert.Equal(60m, PointsLedger.BalanceAt(causes, Start.AddDays(3)));
    }

    [Fact]
    public void An_order_gives_by_what_is_left_of_it_and_nothing_once_it_does_not_count()
    {
        var account = LoyaltyAccount.Empty with
        {
            Grants = LoyaltyAccount.Empty.Grants.SetItem("s:1", new OrderGrant(0.05m, "RUB", Year)),
        };

        Assert.Equal(50m, PointsOf(account, Order(1000m)));
        Assert.Equal(35m, PointsOf(account, Order(1000m, refunded: 300m)));
        Assert.Equal(0m, PointsOf(account, Order(1000m, counts: false)));
        Assert.Equal(0m, PointsOf(account, Order(1000m, currency: "USD"))); // Points of another currency's order would be a guess.
        Assert.Equal(61.72m, PointsOf(account, Order(1234.56m))); // 61.728: what makes no hundredth is owed to nobody.
        Assert.Equal(0m, PointsOf(LoyaltyAccount.Empty, Order(1000m)));
    }

    [Fact]
    public void A_friend_who_turned_out_to_be_the_same_person_gives_nothing()
    {
        var account = LoyaltyAccount.Empty with
        {
            Invited = LoyaltyAccount.Empty.Invited.SetItem("b", new InvitedFriend("b", Start, 100m, Start, null)),
        };

        Assert.Single(PointsLedger.CausesOf(new Contact { Id = "a" }, account));
        Assert.Empty(PointsLedger.CausesOf(new Contact { Id = "a", MergedFrom = new Contact().MergedFrom.Add("b") }, account));
    }

    private static decimal PointsOf(LoyaltyAccount account, OrderState order) => PointsLedger.BalanceAt(
        PointsLedger.CausesOf(new Contact { Id = "a", Orders = new Contact().Orders.SetItem("s:1", order) }, account), Start.AddDays(1));

    private static OrderState Order(decimal total, bool counts = true, string currency = "RUB", decimal refunded = 0m) =>
        new(
            new OrderVersion(Start, total, currency, counts, new Stamp(Start, "c")),
            refunded == 0m ? OrderState.Unknown.Refunds : OrderState.Unknown.Refunds.SetItem("r", new Refund(refunded)));

    private static PointsCause Cause(int day, decimal points, int? lasts = null, string id = "") =>
        new($"{id}{day:d2}", "entry", Start.AddDays(day), points, lasts is { } days ? Start.AddDays(day + days) : null);

    private static IEnumerable<PointsCause> InOrder(IEnumerable<PointsCause> causes) =>
        causes.OrderBy(cause => cause.At).ThenBy(cause => cause.Id, StringComparer.Ordinal);
}
