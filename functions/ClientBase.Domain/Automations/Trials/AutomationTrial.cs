using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Sending.Preferences;

namespace ClientBase.Domain.Automations.Trials;

/// <summary>What holds for all marketing, and how long a trial goes on.</summary>
/// <param name="FrequencyCap">Messages one person gets in 7 days at most; 0: no limit.</param>
/// <param name="Quiet">Hours in which none leaves.</param>
/// <param name="Until">What lies behind this instant is not known.</param>
public sealed record TrialLimits(int FrequencyCap, QuietHours Quiet, DateTimeOffset Until);

/// <summary>Tries an automation on people: who would have entered and what would have been sent, without doing anything.</summary>
/// <remarks>
/// The same keys, rules, ways and lots decide as when it runs. A message that the frequency cap would hold up counts as stopped by it; of
/// other messages only those of the trial itself count for the cap.
/// </remarks>
public sealed class AutomationTrial(string automationId, AutomationDefinition definition, TrialLimits limits)
{
    private static readonly TimeSpan UsualGoal = TimeSpan.FromDays(7);

    private readonly AutomationWalk _walk = new(automationId, definition);

    private bool IsMarketing => definition.Purpose == AutomationPurpose.Marketing;

    /// <summary>The runs of a person, the earliest first.</summary>
    public IReadOnlyList<TrialRun> Of(TrialPerson person)
    {
        var runs = new List<TrialRun>();
        List<EarlierEntry> entries = [.. person.Earlier];
        List<DateTimeOffset> sent = [.. person.Sent];
        foreach (var occasion in person.Occasions.OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal))
        {
            var key = OnceKeys.Of(definition, occasion, person.Zone, entries);
            if (key is null || definition.If?.Rule is { } rule && !person.Holds(rule, occasion.At))
            {
                continue;
            }

            entries.Add(new EarlierEntry(key, occasion.At));
            runs.Add(new TrialRun(key, occasion.At, Go(person, occasion.At, sent), Bought(person, occasion.At)));
        }

        return runs;
    }

    private bool Bought(TrialPerson person, DateTimeOffset enteredAt)
    {
        var until = enteredAt + (definition.Goal?.Within ?? UsualGoal);
        return person.Events.Any(one => one.Name == AutomationEvents.Order && one.At > enteredAt && one.At <= until);
    }

    private List<TrialStep> Go(TrialPerson person, DateTimeOffset enteredAt, List<DateTimeOffset> sent)
    {
        var steps = new List<TrialStep>();
        if (definition.IsHeldOut(automationId, person.ContactId))
        {
            return [new TrialStep(null, enteredAt, TrialOutcomes.Exited, TrialOutcomes.Holdout)];
        }

        var end = EndOf(person, enteredAt);
        var (position, now) = (_walk.Start, enteredAt);
        while (true)
        {
            var (act, passed) = _walk.Next(
                position, new Walker(person.ContactId, now, person.Zone, rule => person.Holds(rule, now)));
            steps.AddRange(passed.Select(fork => new TrialStep(fork.Step, now, fork.Outcome)));
            switch (act)
            {
                case WaitUntil wait:
                    steps.Add(new TrialStep(wait.Step, now, TrialOutcomes.Waiting));
                    (position, now) = (wait.Then, wait.Until);
                    break;
                case Perform { Step: SendStep send } perform:
                    now = Send(person, send, now, end, sent, steps);
                    position = perform.Then;
                    break;
                case Perform perform:
                    steps.Add(new TrialStep(perform.Step, now, TrialOutcomes.Done));
                    position = perform.Then;
                    break;
                case Leave leave:
                    return [.. steps, new TrialStep(leave.Step, now, TrialOutcomes.Exited, leave.Step.Reason)];
                default:
                    return [.. steps, new TrialStep(null, now, TrialOutcomes.Completed)];
            }

            if (EndedBy(end, now) is { } ended)
            {
                return [.. steps, ended];
            }
        }
    }

    // When the message has left or was passed over.
    private DateTimeOffset Send(
        TrialPerson person, SendStep send, DateTimeOffset now, PastEvent? end, List<DateTimeOffset> sent, List<TrialStep> steps)
    {
        if (IsMarketing && definition.Quiet && limits.Quiet.EndAfter(now, person.Zone) is var morning && morning > now)
        {
            steps.Add(new TrialStep(send, now, TrialOutcomes.Held, TrialOutcomes.QuietHours));
            now = morning;
            if (EndedBy(end, now) is not null)
            {
                return now;
            }
        }

        if (person.Barrier(send, now) is { } why)
        {
            steps.Add(new TrialStep(send, now, TrialOutcomes.Skipped, why));
        }
        else if (IsMarketing && limits.FrequencyCap > 0
            && sent.Count(at => at > now - FrequencyLimit.Week && at <= now) >= limits.FrequencyCap)
        {
            steps.Add(new TrialStep(send, now, TrialOutcomes.Skipped, SkipReason.FrequencyCap));
        }
        else
        {
            sent.Add(now);
            steps.Add(new TrialStep(send, now, TrialOutcomes.Sent));
        }

        return now;
    }

    // What ends the run first: an event to leave at, or the goal.
    private PastEvent? EndOf(TrialPerson person, DateTimeOffset enteredAt) => person.Events
        .Where(one => one.At > enteredAt && (definition.ExitOn.Contains(one.Name) || IsGoal(one, enteredAt)))
        .OrderBy(one => one.At)
        .FirstOrDefault();

    private bool IsGoal(PastEvent one, DateTimeOffset enteredAt) =>
        definition.Goal is { } goal && one.Name == goal.On && one.At <= enteredAt + goal.Within;

    private TrialStep? EndedBy(PastEvent? end, DateTimeOffset now) =>
        end is { } first && first.At <= now ? new TrialStep(null, first.At, TrialOutcomes.Exited, first.Name)
        : now > limits.Until ? new TrialStep(null, limits.Until, TrialOutcomes.Active)
        : null;
}
