using ClientBase.Domain.Crm;

namespace ClientBase.Domain.Tests.Crm;

public sealed class FunnelTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_default_funnel_can_be_used() => Assert.Empty(Funnel.Default.Check());

    [Theory]
    [InlineData("new", "qualified")]
    [InlineData("new", "won")]
    [InlineData("negotiation", "lost")]
    [InlineData("lost", "new")]
    public void A_deal_moves_where_its_stage_leads(string from, string to) => Assert.Null(Move(from, to).Allowed);

    [Theory]
    [InlineData("negotiation", "new")]
    [InlineData("won", "lost")]
    [InlineData("lost", "won")]
    public void A_deal_that_may_not_move_is_told_where_it_may(string from, string to) =>
        Assert.Equal(Funnel.Default.Find(from)!.Next, Move(from, to).Allowed);

    [Fact]
    public void What_a_stage_requires_may_come_with_the_move()
    {
        var deal = In("offer");
        Assert.Equal(["amount"], DealRuling.Of(Funnel.Default, deal, deal.Enter("won", Now, null)).Missing);
        Assert.True(DealRuling.Of(Funnel.Default, deal, (deal with { Amount = 100 }).Enter("won", Now, null)).IsAllowed);
    }

    [Fact]
    public void What_a_stage_requires_may_not_be_taken_away_again()
    {
        var won = In("won") with { Amount = 100 };
        Assert.Equal(["amount"], DealRuling.Of(Funnel.Default, won, won with { Amount = null }).Missing);
    }

    [Fact]
    public void A_deal_from_before_the_rule_may_still_be_changed_where_it_is()
    {
        var won = In("won");
        Assert.True(DealRuling.Of(Funnel.Default, won, won with { Title = "Better" }).IsAllowed);
    }

    [Fact]
    public void From_a_stage_that_is_gone_a_deal_may_go_anywhere() =>
        Assert.True(DealRuling.Of(Funnel.Default, In("old"), In("old").Enter("offer", Now, null)).IsAllowed);

    [Fact]
    public void A_deal_notes_when_it_came_to_each_stage_once()
    {
        var deal = new Deal("Bikes", "new", Now).Enter("new", Now, "anna").Enter("new", Now.AddDays(1), "anna")
            .Enter("offer", Now.AddDays(2), "boris");
        Assert.Equal([new("new", Now, "anna"), new StageEntry("offer", Now.AddDays(2), "boris")], deal.History);
    }

    [Fact]
    public void A_broken_definition_is_told_stage_by_stage()
    {
        var errors = new Funnel(
        [
            new("new", "New", [], ["nowhere"]), new("new", "", ["?"]), new("No!", "x", []),
        ]).Check();

        Assert.Equal(["stages[0]", "stages[1]", "stages[2]"], errors.Keys);
        Assert.Equal(3, errors["stages[1]"].Length);
        Assert.Contains("nowhere", errors["stages[0]"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_funnel_is_none() => Assert.True(new Funnel([]).Check().ContainsKey("stages"));

    private static DealRuling Move(string from, string to)
    {
        var deal = In(from) with { Amount = 1, Reason = "price" };
        return DealRuling.Of(Funnel.Default, deal, deal.Enter(to, Now, null));
    }

    private static Deal In(string stage) => new Deal("Bikes", "", Now).Enter(stage, Now, null);
}
