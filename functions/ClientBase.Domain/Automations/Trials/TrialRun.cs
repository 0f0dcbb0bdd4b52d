namespace ClientBase.Domain.Automations.Trials;

/// <summary>A step of a trial.</summary>
/// <param name="Step">The step; null: not at a step, such as the end.</param>
/// <param name="At">When.</param>
/// <param name="Outcome"><c>done sent skipped waiting held then else split[1] none completed exited active</c>.</param>
/// <param name="Reason">Why, where that is not plain.</param>
public sealed record TrialStep(AutomationStep? Step, DateTimeOffset At, string Outcome, string? Reason = null);

/// <summary>How somebody would have gone through an automation.</summary>
/// <param name="Key">Under which key they would have entered.</param>
/// <param name="EnteredAt">When.</param>
/// <param name="Steps">What would have happened, in order; the last tells how it ended.</param>
/// <param name="BoughtAnyway">Whether they ordered within the time of the goal, though nothing was sent.</param>
public sealed record TrialRun(string Key, DateTimeOffset EnteredAt, IReadOnlyList<TrialStep> Steps, bool BoughtAnyway)
{
    /// <summary>In place of a reason for who came to the end and was to get nothing.</summary>
    public const string NoMessage = "no-message";

    /// <summary>How many messages would have left.</summary>
    public int Messages => Steps.Count(step => step.Outcome == TrialOutcomes.Sent);

    /// <summary>Why nothing would have been sent; null: something would have.</summary>
    public string? Stopped => Messages > 0 ? null
        : Steps.FirstOrDefault(step => step.Outcome == TrialOutcomes.Skipped)?.Reason
            ?? (Steps[^1] is { Outcome: TrialOutcomes.Exited, Reason: { } reason } ? reason
            : Steps[^1].Outcome == TrialOutcomes.Active ? TrialOutcomes.Active
            : NoMessage);
}

/// <summary>The words for what happens in a trial; a run that is no trial has the same.</summary>
internal static class TrialOutcomes
{
    public const string Sent = "sent";
    public const string Skipped = "skipped";
    public const string Done = "done";
    public const string Waiting = "waiting";
    public const string Held = "held";
    public const string Completed = "completed";
    public const string Exited = "exited";
    public const string Active = "active";
    public const string QuietHours = "quiet-hours";
    public const string Holdout = "holdout";
    public const string Goal = "goal";
}

/// <summary>What a trial on many people comes to: entered = would send + stopped.</summary>
/// <param name="Entered">Runs that would have begun.</param>
/// <param name="WouldSend">Of those, how many would have brought a message at least.</param>
/// <param name="Messages">Messages that would have left.</param>
/// <param name="Stopped">Of those that would have brought none, how many by reason.</param>
/// <param name="BoughtAnyway">Runs after which the person ordered within the time of the goal, though nothing was sent.</param>
public sealed record TrialCounts(
    int Entered, int WouldSend, int Messages, IReadOnlyDictionary<string, int> Stopped, int BoughtAnyway)
{
    /// <summary>Counts runs.</summary>
    public static TrialCounts Of(IReadOnlyCollection<TrialRun> runs)
    {
        var stopped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var reason in runs.Select(run => run.Stopped).OfType<string>())
        {
            stopped[reason] = stopped.GetValueOrDefault(reason) + 1;
        }

        return new TrialCounts(
            runs.Count, runs.Count - stopped.Values.Sum(), runs.Sum(run => run.Messages), stopped, runs.Count(run => run.BoughtAnyway));
    }
}
