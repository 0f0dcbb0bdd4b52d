using ClientBase.Domain.Campaigns;
using static ClientBase.Domain.Tests.Sending.Cards;

namespace ClientBase.Domain.Tests.Campaigns;

public sealed class IntentGroupTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(25);
    private static readonly Intent Later = new("c", IntentState.Planned, Due: Noon.AddHours(2));
    private static readonly IntentGroup Group = new(
        0,
        [
            new Intent("a", IntentState.Skipped), Later, new Intent("b", IntentState.Planned, Due: Noon),
            new Intent("d", IntentState.InFlight, At: Noon, Flights: 1),
        ]);

    [Fact]
    public void A_group_is_due_when_the_first_of_its_mails_is()
    {
        Assert.Equal(Noon, Group.NextFlightAt(Patience));
        Assert.Null(new IntentGroup(0, [new Intent("a", IntentState.Accepted)]).NextFlightAt(Patience));
    }

    [Fact]
    public void Mails_may_leave_from_the_instant_they_are_due()
    {
        Assert.Empty(Group.Due(Noon.AddSeconds(-1), Patience, 50));
        Assert.Equal(["b"], Group.Due(Noon, Patience, 50).Select(one => one.ContactId));
        Assert.Equal(["c", "b", "d"], Group.Due(Noon + Patience, Patience, 50).Select(one => one.ContactId));
    }

    [Fact]
    public void No_more_leave_than_are_asked_for() =>
        Assert.Equal(["c", "b"], Group.Due(Noon + Patience, Patience, 2).Select(one => one.ContactId));

    [Fact]
    public void A_change_touches_only_whom_it_names()
    {
        var changed = Group.Change(new Dictionary<string, Func<Intent, Intent>> { ["b"] = intent => intent.Postpone(Noon.AddHours(8)) });

        Assert.Equal(Noon.AddHours(8), changed.Intents[2].Due);
        Assert.Equal(Later, changed.Intents[1]);
    }
}
