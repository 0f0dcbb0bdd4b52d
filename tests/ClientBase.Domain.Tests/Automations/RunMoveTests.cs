using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Automations.Walking;

namespace ClientBase.Domain.Tests.Automations;

/// <summary>People on their way who are moved to another version.</summary>
public sealed class RunMoveTests
{
    private const string Wait = """{"wait":"3d"}""";

    private static readonly DateTimeOffset Began = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Began.AddDays(2);

    [Theory]
    [InlineData("""{"wait":"3d"},{"tag":"new"}""", 3)]
    [InlineData("""{"wait":"5d"},{"tag":"new"}""", 5)]
    [InlineData("""{"wait":"1d"},{"tag":"new"}""", 2)] // Over already: at once.
    public void Who_waits_goes_on_behind_the_wait_of_the_new_version_which_counts_from_when_it_began(string steps, int days)
    {
        var moved = Moved(Waiting(), Wait + """,{"tag":"old"}""", steps);

        Assert.Null(moved.Why);
        Assert.Equal((2, "steps[1]", Began.AddDays(days)), (moved.Run.Version, moved.Run.Position, moved.Run.DueAt));
        Assert.Equal(("moved", "steps[0]", "version 1 to 2"), Last(moved.Run));
    }

    [Fact]
    public void Who_waits_at_the_end_goes_on_where_the_new_version_has_more()
    {
        var run = Waiting() with { Position = null };
        Assert.Equal("steps[1]", Moved(run, Wait, Wait + """,{"tag":"new"}""").Run.Position);
        Assert.Null(Moved(Waiting(), Wait + """,{"tag":"old"}""", Wait).Run.Position);
    }

    [Theory]
    [InlineData("""{"tag":"new"}""", RunMove.OtherStep)]
    [InlineData("""{"if":"everyone","then":[{"wait":"3d"}]}""", RunMove.OtherStep)]
    public void Where_the_new_version_does_something_else_they_stay(string steps, string why)
    {
        var run = Waiting();
        Assert.Equal(new RunMoved(run, why), Moved(run, Wait, steps));
    }

    [Fact]
    public void Where_the_new_version_has_nothing_they_stay()
    {
        var run = Waiting("steps[1]");
        Assert.Equal(RunMove.NoSuchStep, Moved(run, """{"tag":"a"},{"wait":"3d"}""", """{"tag":"a"}""").Why);
        Assert.Equal(RunMove.NoSuchStep, Moved(Held("steps[1]"), """{"tag":"a"},{"tag":"b"}""", """{"tag":"a"}""").Why);
        Assert.Equal(RunMove.OtherStep, Moved(Held("steps[0]"), """{"tag":"a"}""", """{"wait":"1d"}""").Why);
    }

    [Fact]
    public void Who_waits_or_stands_is_found_at_the_new_place_of_their_step()
    {
        var waiting = Moved(Waiting(), Wait + """,{"tag":"a"}""", """{"tag":"new"},{"wait":"3d"},{"tag":"a"}""").Run;
        Assert.Equal(("steps[2]", Began.AddDays(3)), (waiting.Position, waiting.DueAt));
        Assert.Equal(("moved", "steps[1]", "version 1 to 2"), Last(waiting));

        var held = Moved(Held("steps[1]"), """{"tag":"a"},{"tag":"b"}""", """{"tag":"b"}""").Run;
        Assert.Equal(("steps[0]", Now.AddHours(8)), (held.Position, held.DueAt));
    }

    [Fact]
    public void A_step_keeps_its_name_wherever_it_moves_and_a_new_one_has_a_name_of_its_own()
    {
        var once = Moved(Waiting(), Wait + """,{"tag":"a"},{"tag":"b"}""", """{"tag":"new"},{"wait":"3d"},{"tag":"b"}""").Run;
        Assert.Equal("steps[0]@2 steps[0] steps[2]", NamesOf(once));

        var twice = Moved(
            once,
            """{"tag":"new"},{"wait":"3d"},{"tag":"b"}""",
            """{"untag":"b"},{"wait":"3d"},{"tag":"newer"},{"tag":"b"}""",
            version: 3).Run;
        Assert.Equal((3, "steps[2]", "moved"), (twice.Version, twice.Position, twice.History[^1].Outcome));
        Assert.Equal("steps[0]@3 steps[0] steps[2]@3", NamesOf(twice));
        Assert.Equal("steps[2]", twice.NameOf("steps[3]"));
    }

    [Fact]
    public void Names_are_kept_only_where_they_are_not_the_places()
    {
        Assert.Null(Moved(Waiting(), Wait, Wait).Run.Names);
        Assert.Equal(["steps[1]"], Moved(Waiting(), Wait, Wait + """,{"tag":"new"}""").Run.Names!.Keys);
    }

    [Fact]
    public void Who_was_held_up_by_a_failing_step_has_the_new_one_tried_at_once()
    {
        var run = (Waiting() with { Position = "steps[1]", DueAt = Now }).Fail(Now, "refused");
        var moved = Moved(run, Wait + """,{"tag":"old"}""", Wait + """,{"tag":"new"}""").Run;
        Assert.Equal((Now, null, null), (moved.DueAt, moved.Held, moved.Trouble));
        Assert.Equal("steps[1]", moved.Position);
    }

    [Fact]
    public void A_message_that_may_be_on_its_way_is_waited_for()
    {
        var run = Held("steps[0]").TakeOff("steps[0]", "email", Now, Now);
        Assert.Equal(RunMove.MessageUnderWay, Moved(run, Definitions.Hello, Definitions.Hello).Why);
    }

    [Fact]
    public void Who_was_moved_or_has_ended_is_left_alone()
    {
        var run = Moved(Waiting(), Wait, Wait).Run;
        Assert.Equal(new RunMoved(run, null), Moved(run, Wait, Wait));
        Assert.Equal(new RunMoved(run, null), Moved(run, Wait, Wait, version: 1)); // One who asked earlier is late.
        var ended = Waiting().Exit(Now, "order");
        Assert.Equal(new RunMoved(ended, null), Moved(ended, Wait, Wait));
    }

    [Fact]
    public void Who_is_moved_twice_during_one_wait_has_it_counted_from_when_it_began()
    {
        var run = Moved(Waiting(), Wait, """{"wait":"9d"}""").Run;
        var again = Moved(run, """{"wait":"9d"}""", """{"wait":"4d"}""", version: 3).Run;
        Assert.Equal((3, Began.AddDays(4)), (again.Version, again.DueAt));
    }

    private static AutomationRun Begun() =>
        new AutomationRun("a", "c1", "contact", 1, new RunCause("form", "f"), Began).Enter("steps[0]");

    private static AutomationRun Waiting(string step = "steps[0]") =>
        Begun().Wait(step, Began.AddDays(3), step == "steps[0]" ? "steps[1]" : null, Began);

    private static AutomationRun Held(string step) =>
        (Begun() with { Position = step }).Hold(step, Now.AddHours(8), RunOutcomes.QuietHours, Began);

    private static RunMoved Moved(AutomationRun run, string from, string to, int version = 2)
    {
        var (one, other) = (Definitions.Of(from), Definitions.Of(to));
        return RunMove.Of(run, StepAlignment.Of(one, other), new AutomationWalk("a", other), version, Now, TimeZoneInfo.Utc);
    }

    private static string NamesOf(AutomationRun run) =>
        string.Join(' ', Enumerable.Range(0, 3).Select(place => run.NameOf($"steps[{place}]")));

    private static (string Outcome, string? Step, string? Reason) Last(AutomationRun run) =>
        (run.History[^1].Outcome, run.History[^1].Step, run.History[^1].Reason);
}
