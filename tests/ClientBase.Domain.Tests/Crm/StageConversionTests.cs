using ClientBase.Domain.Crm;

namespace ClientBase.Domain.Tests.Crm;

public sealed class StageConversionTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_deal_leaves_a_move_for_each_stage_it_came_to()
    {
        var deal = new Deal("Bikes", "new", Start).Enter("new", Start, null);
        var moved = deal.Enter("offer", Start.AddDays(2), null).Enter("offer", Start.AddDays(3), null);

        Assert.Equal([new StageMove(0, null, "new", null, Start)], deal.MovesSince(null));
        Assert.Equal([new StageMove(1, "new", "offer", Start, Start.AddDays(2))], moved.MovesSince(deal));
    }

    [Fact]
    public void Conversion_is_the_share_of_those_that_left_a_stage_and_were_not_lost()
    {
        StageMove[] moves =
        [
            .. Enumerable.Range(0, 4).Select(_ => new StageMove(0, null, "new", null, Start)),
            new(1, "new", "offer", Start, Start.AddDays(1)),
            new(1, "new", "won", Start, Start.AddDays(3)),
            new(1, "new", "lost", Start, Start.AddDays(8)),
            new(2, "offer", "lost", Start.AddDays(1), Start.AddDays(2)),
            new(1, "talk", "new", Start, Start.AddDays(1)), // Of a stage that is no more.
        ];

        var stages = StageConversion.Of(Funnel.Default, moves).ToDictionary(stage => stage.Id);

        Assert.Equal(new StageConversion("new", "New", 5, 3, 1, 0.6667, 4, 3), stages["new"]);
        Assert.Equal((1, 1, 1, 0d), (stages["offer"].Entered, stages["offer"].Left, stages["offer"].Lost, stages["offer"].Conversion));
        Assert.Equal((2, 0, null), (stages["lost"].Entered, stages["lost"].Left, stages["lost"].Conversion));
        Assert.Equal(1, stages["talk"].Left);
        Assert.Null(stages["negotiation"].MedianDays);
    }
}
