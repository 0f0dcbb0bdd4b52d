using System.Collections.Immutable;
using System.Globalization;

namespace ClientBase.Domain.Automations.Runs;

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>Somebody is on their way.</summary>
    Active = 0,

    /// <summary>They came to the end of the steps.</summary>
    Completed = 1,

    /// <summary>It ended before.</summary>
    Exited = 2,
}

/// <summary>Something that happened on the way.</summary>
/// <param name="Step">The id of the step; null: not at a step, such as entering.</param>
/// <param name="At">When.</param>
/// <param name="Outcome"><c>entered</c>, <c>waiting</c>, <c>sent</c>, <c>skipped</c>, <c>held</c>, <c>done</c>, <c>exited</c>, ...</param>
/// <param name="Reason">Why, where that is not plain.</param>
public sealed record RunEvent(string? Step, DateTimeOffset At, string Outcome, string? Reason);

/// <summary>A message on its way to a provider, recorded before it leaves.</summary>
/// <param name="Step">The step that sends it.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="At">When it took off last.</param>
/// <param name="Flights">How often it was handed over and may have been sent.</param>
public sealed record RunFlight(string Step, string Channel, DateTimeOffset At, int Flights);

/// <summary>A promo code that was made on the way.</summary>
/// <param name="Code">The code.</param>
/// <param name="Percent">What it takes off.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
public sealed record RunPromo(string Code, decimal Percent, DateTimeOffset ExpiresAt);

/// <summary>One person's way through one version of an automation.</summary>
/// <param name="Automation">The automation's id.</param>
/// <param name="Contact">The contact who entered. It may be part of another one by now.</param>
/// <param name="Key">By which they entered: there is one run of a key.</param>
/// <param name="Version">The version they go through, also when it is changed meanwhile.</param>
/// <param name="Because">What let them enter.</param>
/// <param name="EnteredAt">When.</param>
public sealed record AutomationRun(
    string Automation, string Contact, string Key, int Version, RunCause Because, DateTimeOffset EnteredAt)
{
    private const int MaxEvents = 300;

    /// <summary>How it stands.</summary>
    public RunState State { get; init; }

    /// <summary>The id of the step that comes next; null: at the end.</summary>
    public string? Position { get; init; }

    /// <summary>When something is to be done; null: it has ended, or waits until the automation is switched on again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Why the next step has to wait; null where it waits as the marketer wished.</summary>
    public string? Held { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended before its last step.</summary>
    public string? Reason { get; init; }

    /// <summary>When it came to what the automation is for; null: not.</summary>
    public DateTimeOffset? GoalAt { get; init; }

    /// <summary>The message on its way; null: none.</summary>
    public RunFlight? Flight { get; init; }

    /// <summary>The promo code made last.</summary>
    public RunPromo? Promo { get; init; }

    /// <summary>The step that could not be done, so far or at all; null: none.</summary>
    public RunTrouble? Trouble { get; init; }

    /// <summary>How often it went on after it had ended.</summary>
    public int Reopened { get; init; }

    /// <summary>
    /// What steps are known by that were moved to another place with the run, or were new then: a name by the id of the step; null: none.
    /// </summary>
    public ImmutableDictionary<string, string>? Names { get; init; }

    /// <summary>What happened, the earliest first; of very long ways the latest.</summary>
    public ImmutableList<RunEvent> History { get; init; } = [];

    /// <summary>Whether somebody is on their way.</summary>
    public bool IsActive => State == RunState.Active;

    /// <summary>When the wait began that it is in; null: it is in none.</summary>
    internal DateTimeOffset? WaitsSince =>
        History.LastOrDefault(one => one.Outcome != RunOutcomes.Moved) is { Outcome: RunOutcomes.Waiting, At: var began } ? began : null;

    /// <summary>Whether it waits until the automation is switched on again.</summary>
    public bool IsParked => IsActive && DueAt is null;

    /// <summary>Whether a message was sent in it.</summary>
    public bool HasSent => Flight is not null || History.Exists(one => one.Outcome == RunOutcomes.Sent);

    /// <summary>What a step is known by in this run, in all its versions: done again under one name, it is done once.</summary>
    /// <param name="step">The id of the step.</param>
    public string NameOf(string step) => Names?.GetValueOrDefault(step) ?? step;

    /// <summary>Somebody enters.</summary>
    /// <param name="start">The first step.</param>
    public AutomationRun Enter(string? start) =>
        (this with { Position = start, DueAt = EnteredAt }).Note(null, EnteredAt, RunOutcomes.Entered, Because.Event);

    /// <summary>Notes what happened.</summary>
    public AutomationRun Note(string? step, DateTimeOffset at, string outcome, string? reason = null)
    {
        var history = History.Add(new RunEvent(step, at, outcome, reason));
        return this with { History = history.Count > MaxEvents ? history.RemoveAt(1) : history };
    }

    /// <summary>Waits as the marketer wished.</summary>
    public AutomationRun Wait(string step, DateTimeOffset until, string? then, DateTimeOffset now) =>
        (this with { Position = then, DueAt = until, Held = null, Trouble = null }).Note(step, now, RunOutcomes.Waiting, TextOf(until));

    /// <summary>A step is done, or passed over.</summary>
    public AutomationRun Done(string step, string? then, DateTimeOffset now, string outcome, string? reason = null) =>
        (this with { Position = then, DueAt = now, Held = null, Flight = null, Trouble = null }).Note(step, now, outcome, reason);

    /// <summary>The next step has to wait; noted once for each reason.</summary>
    public AutomationRun Hold(string step, DateTimeOffset until, string reason, DateTimeOffset now) => Held == reason
        ? this with { DueAt = until }
        : (this with { DueAt = until, Held = reason }).Note(step, now, RunOutcomes.Held, reason);

    /// <summary>Waits until the automation is switched on again.</summary>
    public AutomationRun Park(DateTimeOffset now) => IsParked
        ? this
        : (this with { DueAt = null, Held = RunOutcomes.Paused }).Note(Position, now, RunOutcomes.Held, RunOutcomes.Paused);

    /// <summary>Goes on once the automation is switched on again.</summary>
    public AutomationRun Unpark(DateTimeOffset now) => IsParked ? this with { DueAt = now, Held = null } : this;

    /// <summary>A message is about to leave.</summary>
    public AutomationRun TakeOff(string step, string channel, DateTimeOffset now, DateTimeOffset checkAt) => this with
    {
        Flight = new RunFlight(step, channel, now, (Flight?.Step == step ? Flight.Flights : 0) + 1),
        DueAt = checkAt,
    };

    /// <summary>What it is for came about, which ends it; one that has ended notes it all the same.</summary>
    /// <param name="now">When that is heard of.</param>
    /// <param name="reason">By what.</param>
    /// <param name="at">When it came about.</param>
    public AutomationRun ReachGoal(DateTimeOffset now, string reason, DateTimeOffset at) => GoalAt is null
        ? (Exit(now, RunOutcomes.Goal) with { GoalAt = at }).Note(null, now, RunOutcomes.Goal, reason)
        : this;

    /// <summary>It came to the end of the steps.</summary>
    public AutomationRun Complete(DateTimeOffset now) => End(now, RunState.Completed, RunOutcomes.Completed, null);

    /// <summary>It ends before. What has ended stays as it is.</summary>
    public AutomationRun Exit(DateTimeOffset now, string reason) => End(now, RunState.Exited, RunOutcomes.Exited, reason);

    /// <summary>The next step could not be done: it is tried again later, and the run ends when that was in vain often enough.</summary>
    /// <param name="now">When it was tried.</param>
    /// <param name="cause">What went wrong, without personal data.</param>
    /// <param name="notBefore">When it makes sense to try again; null: after the usual pause.</param>
    public AutomationRun Fail(DateTimeOffset now, string cause, DateTimeOffset? notBefore = null)
    {
        if (!IsActive)
        {
            return this;
        }

        var trouble = new RunTrouble(Position, (Trouble?.Step == Position ? Trouble?.Tries ?? 0 : 0) + 1, cause);
        var failed = (this with { Trouble = trouble }).Note(Position, now, RunOutcomes.Failed, cause);
        if (trouble.IsForGood())
        {
            // A message that may have left stays in flight: else it would be sent anew when the run goes on.
            return failed.Exit(now, RunOutcomes.Failed) with { Flight = Flight };
        }

        var pause = now + RunTrouble.PauseAfter(trouble.Tries);
        var until = new[] { pause, notBefore ?? pause, Flight is null ? pause : DueAt ?? pause }.Max();
        return failed with { DueAt = until, Held = RunOutcomes.Failing };
    }

    /// <summary>Whether it ended because a step could not be done.</summary>
    public bool HasFailed => State == RunState.Exited && Reason == RunOutcomes.Failed;

    /// <summary>It goes on where it ended, because a step failed or by a merge. What ended otherwise stays as it is.</summary>
    /// <param name="now">When that is decided.</param>
    /// <param name="due">When it goes on.</param>
    public AutomationRun Reopen(DateTimeOffset now, DateTimeOffset due) =>
        State == RunState.Exited && Reason is RunOutcomes.Failed or RunOutcomes.Merged
            ? (this with
            {
                State = RunState.Active,
                Reason = null,
                EndedAt = null,
                DueAt = due,
                Trouble = null,
                Reopened = Reopened + 1,
            }).Note(Position, now, RunOutcomes.Reopened, Reason)
            : this;

    /// <summary>It begins anew later: what it waits for has not come yet after all.</summary>
    public AutomationRun Postpone(string? start, DateTimeOffset until, DateTimeOffset now, string reason) => IsActive
        ? (this with { Position = start, DueAt = until, Held = null }).Note(null, now, RunOutcomes.Postponed, reason)
        : this;

    /// <summary>It goes through another version from here. A step that failed is tried at once: that may be put right now.</summary>
    internal AutomationRun MoveTo(int version, string? step, ImmutableDictionary<string, string>? names, DateTimeOffset now)
    {
        var moved = (this with { Version = version, Names = names, Trouble = null }).Note(
            step, now, RunOutcomes.Moved, string.Create(CultureInfo.InvariantCulture, $"version {Version} to {version}"));
        return Held == RunOutcomes.Failing ? moved with { DueAt = now, Held = null } : moved;
    }

    private AutomationRun End(DateTimeOffset now, RunState state, string outcome, string? reason) => IsActive
        ? (this with { State = state, Reason = reason, EndedAt = now, DueAt = null, Held = null, Flight = null })
            .Note(state == RunState.Completed ? null : Position, now, outcome, reason)
        : this;

    private static string TextOf(DateTimeOffset until) =>
        $"until {until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
}
