using ClientBase.Domain.Behaviour;

namespace ClientBase.Domain.Tests.Behaviour;

public sealed class VisitorOwnersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Visits_before_anybody_was_known_belong_to_the_first_and_later_ones_to_the_last_known()
    {
        KnownVisitor[] known = [new(Noon.AddHours(2), "bob"), new(Noon, "anna"), new(Noon.AddHours(3), "anna")];

        Assert.Equal(
            [new(Noon.AddHours(3), DateTimeOffset.MaxValue), new(DateTimeOffset.MinValue, Noon.AddHours(2))],
            VisitorOwners.SpansOf(known, ["anna"]));
        Assert.Equal([new(Noon.AddHours(2), Noon.AddHours(3))], VisitorOwners.SpansOf(known, ["bob"]));
        Assert.Empty(VisitorOwners.SpansOf(known, ["carl"]));
    }

    [Fact]
    public void A_person_of_two_contacts_has_the_visits_of_both()
    {
        KnownVisitor[] known = [new(Noon, "anna"), new(Noon.AddHours(1), "anna2")];

        Assert.Equal(
            [new(Noon.AddHours(1), DateTimeOffset.MaxValue), new(DateTimeOffset.MinValue, Noon.AddHours(1))],
            VisitorOwners.SpansOf(known, ["anna", "anna2"]));
    }

    [Fact]
    public void Nobody_known_has_no_visits() => Assert.Empty(VisitorOwners.SpansOf([], ["anna"]));
}
