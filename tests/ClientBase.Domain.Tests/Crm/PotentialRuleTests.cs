using ClientBase.Domain.Crm;

namespace ClientBase.Domain.Tests.Crm;

public sealed class PotentialRuleTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly PotentialRule Rule = new(TimeSpan.FromDays(60), TimeSpan.FromDays(90));

    [Theory]
    [InlineData(0, PotentialState.Working)]
    [InlineData(59, PotentialState.Working)]
    [InlineData(60, PotentialState.Resting)]
    [InlineData(149, PotentialState.Resting)]
    [InlineData(150, PotentialState.Retried)]
    [InlineData(209, PotentialState.Retried)]
    [InlineData(210, PotentialState.Dropped)]
    public void Sixty_days_of_work_ninety_of_rest_one_more_try(int days, PotentialState expected) =>
        Assert.Equal(expected, Rule.StateAt(Since, Since.AddDays(days)));

    [Fact]
    public void A_state_ends_where_the_next_begins()
    {
        foreach (var state in new[] { PotentialState.Working, PotentialState.Resting, PotentialState.Retried })
        {
            var end = Rule.EndOf(state, Since)!.Value;
            Assert.Equal(state, Rule.StateAt(Since, end.AddTicks(-1)));
            Assert.Equal(state + 1, Rule.StateAt(Since, end));
        }

        Assert.Null(Rule.EndOf(PotentialState.Dropped, Since));
    }

    [Theory]
    [InlineData(null, "boris", false, true)]
    [InlineData("anna", "anna", false, true)]
    [InlineData("anna", "boris", false, false)]
    [InlineData("anna", "boris", true, true)]
    [InlineData("anna", null, false, true)]
    public void A_client_of_another_manager_is_had_by_a_hand_over_only(string? current, string? wanted, bool handOver, bool allowed) =>
        Assert.Equal(allowed, ManagerAssignment.IsAllowed(new ManagerAssignment(current, Since), wanted, handOver));

    [Fact]
    public void Of_contacts_that_are_one_person_the_latest_word_counts()
    {
        var anna = new ManagerAssignment("anna", Since);
        var freed = new ManagerAssignment(null, Since.AddDays(1), "boris");
        Assert.Same(freed, ManagerAssignment.Latest([anna, freed]));
        Assert.Same(freed, ManagerAssignment.Latest([freed, anna]));
        Assert.Null(ManagerAssignment.Latest([]));
    }

    [Fact]
    public void An_answer_said_twice_is_one_step()
    {
        var request = new ClientRequest("Where is my order?", null, Since, "api");
        var answered = request.Take(new RequestStep(Since.AddHours(1), RequestState.Answered, "On its way", "anna"));
        Assert.False(answered.IsOpen);
        Assert.Same(answered, answered.Take(new RequestStep(Since.AddHours(2), RequestState.Answered, "On its way", "anna")));
        Assert.Equal(2, answered.Take(new RequestStep(Since.AddHours(2), RequestState.Closed, null, "anna")).Steps.Count);
        Assert.True(answered.Take(new RequestStep(Since.AddHours(3), RequestState.Open, null, null)).IsOpen);
    }
}
