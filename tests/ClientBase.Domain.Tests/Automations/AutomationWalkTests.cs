using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Tests.Automations;

public sealed class AutomationWalkTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 28, 18, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo Kamchatka = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kamchatka");

    [Fact]
    public void Whoever_walks_passes_every_step_in_order_and_comes_to_the_end()
    {
        var definition = Definitions.Of("""{"tag":"a"},{"wait":"1h"},{"untag":"a"}""");
        var walk = new AutomationWalk("a", definition);

        var first = Assert.IsType<Perform>(walk.Next(walk.Start, Somebody()).Act);
        var wait = Assert.IsType<WaitUntil>(walk.Next(first.Then, Somebody()).Act);
        var last = Assert.IsType<Perform>(walk.Next(wait.Then, Somebody()).Act);

        Assert.Equal(["steps[0]", "steps[1]", "steps[2]"], [first.Step.Id, wait.Step.Id, last.Step.Id]);
        Assert.Equal(Now.AddHours(1), wait.Until);
        Assert.IsType<Finish>(walk.Next(last.Then, Somebody()).Act);
    }

    [Theory]
    [InlineData(true, "then", "steps[0].then[0]")]
    [InlineData(false, "else", "steps[1]")]
    public void A_fork_leads_by_its_rule_and_an_empty_way_leads_on(bool holds, string outcome, string step)
    {
        var definition = Definitions.Of("""{"if":"everyone","then":[{"tag":"a"}],"else":[]},{"tag":"b"}""");
        var walk = new AutomationWalk("a", definition);

        var (act, passed) = walk.Next(walk.Start, Somebody() with { Holds = _ => holds });

        Assert.Equal(step, Assert.IsType<Perform>(act).Step.Id);
        Assert.Equal(outcome, Assert.Single(passed).Outcome);
    }

    [Fact]
    public void The_last_step_of_a_branch_leads_behind_the_fork_however_deep()
    {
        var definition = Definitions.Of("""{"if":"everyone","then":[{"if":"everyone","then":[{"tag":"a"}]}]},{"tag":"b"}""");
        var walk = new AutomationWalk("a", definition);

        var deep = Assert.IsType<Perform>(walk.Next(walk.Start, Somebody()).Act);

        Assert.Equal("steps[0].then[0].then[0]", deep.Step.Id);
        Assert.Equal("steps[1]", deep.Then);
    }

    [Fact]
    public void An_exit_ends_the_run_with_its_reason()
    {
        var walk = new AutomationWalk("a", Definitions.Of("""{"exit":"enough"},{"tag":"never"}"""));
        Assert.Equal("enough", Assert.IsType<Leave>(walk.Next(walk.Start, Somebody()).Act).Step.Reason);
    }

    [Fact]
    public void A_day_later_is_the_same_time_of_day_where_the_person_lives()
    {
        // The clocks go forward in the night to 29 March.
        var walk = new AutomationWalk("a", Definitions.Of("""{"wait":"1d"}"""));
        Assert.Equal(Now.AddHours(23), Until(walk, Somebody() with { Zone = Berlin }));
        Assert.Equal(Now.AddHours(24), Until(walk, Somebody()));

        var hours = new AutomationWalk("a", Definitions.Of("""{"wait":"25h"}"""));
        Assert.Equal(Now.AddHours(25), Until(hours, Somebody() with { Zone = Berlin }));
    }

    [Fact]
    public void Until_a_time_is_by_the_clock_where_the_person_lives()
    {
        var walk = new AutomationWalk("a", Definitions.Of("""{"waitUntil":"10:00"}"""));

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 10, 0, 0, TimeSpan.Zero), Until(walk, Somebody()));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 8, 0, 0, TimeSpan.Zero), Until(walk, Somebody() with { Zone = Berlin }));
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 22, 0, 0, TimeSpan.Zero), Until(walk, Somebody() with { Zone = Kamchatka }));

        var ten = new DateTimeOffset(2026, 3, 29, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(ten, Until(walk, Somebody() with { Now = ten }));
    }

    [Fact]
    public void Splits_keep_to_their_shares_and_to_each_person()
    {
        const int People = 20_000;
        var definition = Definitions.Of(
            """{"split":[{"share":0.5,"steps":[{"tag":"a"}]},{"share":0.3,"steps":[{"tag":"b"}]}]},{"tag":"rest"}""");
        var walk = new AutomationWalk("a", definition);
        string Drawn(int person) => ((TagStep)Assert.IsType<Perform>(walk.Next(walk.Start, Somebody($"p{person}")).Act).Step).Tag;

        var drawn = Enumerable.Range(0, People).Select(Drawn).ToList();

        Assert.Equal(drawn, Enumerable.Range(0, People).Select(Drawn));
        foreach (var (tag, share) in new[] { ("a", 0.5), ("b", 0.3), ("rest", 0.2) })
        {
            var count = drawn.Count(one => one == tag);
            var deviation = Math.Sqrt(People * share * (1 - share));
            Assert.InRange(count, (People * share) - (4 * deviation), (People * share) + (4 * deviation));
        }

        // Two splits have nothing to do with each other.
        var other = new AutomationWalk("other", definition);
        var same = Enumerable.Range(0, People).Count(person =>
            ((TagStep)((Perform)other.Next(other.Start, Somebody($"p{person}")).Act).Step).Tag == drawn[person]);
        Assert.InRange(same / (double)People, 0.36, 0.40);
    }

    [Fact]
    public void Three_thirds_are_everybody()
    {
        var third = (1.0 / 3).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var ways = string.Join(',', Enumerable.Repeat($$"""{"share":{{third}},"steps":[{"tag":"x"}]}""", 3));
        var walk = new AutomationWalk("a", Definitions.Of($$"""{"split":[{{ways}}]}"""));

        Assert.All(Enumerable.Range(0, 5_000), person => Assert.IsType<Perform>(walk.Next(walk.Start, Somebody($"p{person}")).Act));
    }

    [Fact]
    public void A_position_of_another_version_is_not_guessed_at()
    {
        var walk = new AutomationWalk("a", Definitions.Of("""{"tag":"a"}"""));
        Assert.Throws<ArgumentException>(() => walk.Next("steps[7]", Somebody()));
        Assert.Null(walk.Find("steps[7]"));
    }

    private static DateTimeOffset Until(AutomationWalk walk, Walker walker) =>
        Assert.IsType<WaitUntil>(walk.Next(walk.Start, walker).Act).Until;

    private static Walker Somebody(string id = "somebody") => new(id, Now, TimeZoneInfo.Utc, _ => true);
}
