using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Functions.Sending.Flight;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>What is to be done next in a run, once all that asks nobody was passed.</summary>
/// <param name="Run">The run there.</param>
/// <param name="Next">What is to be done; null: nothing now.</param>
public sealed record Walked(AutomationRun Run, Perform? Next);

/// <summary>Walks a run on past forks, waits that are over and its end: all that needs nobody else.</summary>
public sealed class RunWalk(PersonFacts facts, ISendingRules rules, TimeProvider clock)
{
    /// <summary>Walks as far as it goes without doing anything.</summary>
    public async Task<Walked> WalkAsync(
        KnownAutomation automation, AutomationRun run, Contact contact, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        while (run.IsActive && run.DueAt <= now)
        {
            var walker = await WalkerAsync(automation, run, contact, now, cancellationToken);
            var (next, passed) = automation.Walk.Next(run.Position, walker);
            run = passed.Aggregate(run, (one, fork) => one.Note(fork.Step.Id, now, fork.Outcome));
            switch (next)
            {
                case Perform perform:
                    return new Walked(run with { Position = perform.Step.Id }, perform);
                case WaitUntil wait:
                    run = run.Wait(wait.Step.Id, wait.Until, wait.Then, now);
                    break;
                case Leave leave:
                    run = (run with { Position = leave.Step.Id }).Exit(now, leave.Step.Reason);
                    break;
                default:
                    run = run.Complete(now);
                    break;
            }
        }

        return new Walked(run, null);
    }

    // Facts are read only where a fork may ask for them. The lots of a split are the contact's who entered, whoever they are part of now.
    private async Task<Walker> WalkerAsync(
        KnownAutomation automation, AutomationRun run, Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mayAsk = run.Position is { } position && automation.Walk.Find(position) is IfStep or SplitStep;
        var asked = mayAsk ? automation.Definition.Rules.ToList() : [];
        Func<Rule, bool> holds = _ => false;
        if (asked.Count > 0)
        {
            var subject = await facts.OfAsync(contact, asked, cancellationToken);
            holds = rule => rule.Matches(subject, now);
        }

        return new Walker(run.Contact, now, RecipientZone.Of(contact, rules.Zone), holds) { NameOf = run.NameOf };
    }
}
