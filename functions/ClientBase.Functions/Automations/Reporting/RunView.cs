using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running;

namespace ClientBase.Functions.Automations.Reporting;

/// <summary>Something that happened on somebody's way.</summary>
/// <param name="Step">The id of the step; null: not at a step.</param>
/// <param name="At">When.</param>
/// <param name="Outcome"><c>entered waiting sent skipped held done then else completed exited</c> and others.</param>
/// <param name="Reason">Why, where that is not plain.</param>
public sealed record RunEventView(string? Step, DateTimeOffset At, string Outcome, string? Reason);

/// <summary>Somebody's way through an automation.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Key">By which they entered.</param>
/// <param name="At">When they entered; null: the run cannot be read.</param>
/// <param name="Step">The step that comes next; null: none.</param>
/// <param name="State">
/// <c>active completed exited</c>; <c>unreadable</c>: what is kept of it is damaged, and <c>reason</c> says how. It holds up nothing else.
/// </param>
/// <param name="History">What happened, the earliest first.</param>
/// <param name="Automation">The automation.</param>
/// <param name="Version">The version they go through; null: the run cannot be read.</param>
/// <param name="DueAt">When something is done next; null: nothing, or when the automation is switched on again.</param>
/// <param name="Reason">Why it has ended, or why it has to wait; null where neither.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="GoalAt">When it came to what the automation is for.</param>
/// <param name="Trouble">The step that could not be done, how often it was tried and why; null: none.</param>
public sealed record RunView(
    string Contact,
    string Key,
    DateTimeOffset? At,
    string? Step,
    string State,
    IReadOnlyList<RunEventView> History,
    string Automation,
    int? Version,
    DateTimeOffset? DueAt,
    string? Reason,
    DateTimeOffset? EndedAt,
    DateTimeOffset? GoalAt,
    RunTrouble? Trouble)
{
    /// <summary>A state in the API's spelling.</summary>
    public static string NameOf(RunState state) => state.ToString().ToLowerInvariant();

    /// <summary>Shows a run as it was found.</summary>
    public static RunView Of(FoundRun found) => found.Stored is { } stored
        ? Of(stored.Run)
        : new RunView(
            found.Name.Contact, found.Name.Key, At: null, Step: null, "unreadable", [], found.Name.Automation, Version: null, DueAt: null,
            found.Cause, EndedAt: null, GoalAt: null, Trouble: null);

    /// <summary>Shows a run.</summary>
    public static RunView Of(AutomationRun run) => new(
        run.Contact,
        run.Key,
        run.EnteredAt,
        run.IsActive ? run.Position : null,
        NameOf(run.State),
        [.. run.History.Select(one => new RunEventView(one.Step, one.At, one.Outcome, one.Reason))],
        run.Automation,
        run.Version,
        run.DueAt,
        run.Reason ?? run.Held,
        run.EndedAt,
        run.GoalAt,
        run.Trouble);
}
