using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Automations.Running.Steps;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Lets one person enter automations, or leave them, because something happened.</summary>
/// <remarks>
/// One range tells where the person goes through: it decides what ends, and under which key somebody may enter. The key is inserted only,
/// so of two who come to the same one of them lets the person enter. What a run does first, it does here; cut short, its due row has it
/// done.
/// </remarks>
public sealed class Enrolment(
    ContactReader contacts,
    RunStore runs,
    KnownAutomations automations,
    RunEnds ends,
    CartWatch carts,
    PersonFacts facts,
    RunWalk walk,
    StepRunner steps,
    ToldWatchers watchers,
    KeyedTurns turns,
    ISendingRules rules,
    TimeProvider clock)
{
    /// <summary>Hears of what happened to somebody. A repeat changes nothing.</summary>
    public async Task HearAsync(string contactId, IReadOnlyList<Happening> what, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return; // Erased since.
        }

        using var turn = await turns.WaitAsync(TurnOf(contact), cancellationToken);
        var own = await runs.OfPersonAsync(contact.AllIds, automation: null, cancellationToken);
        var listeners = await automations.GetAsync(cancellationToken);
        foreach (var happening in what)
        {
            own = await ends.ApplyAsync(own, happening, contact, cancellationToken);
            foreach (var automation in happening.Enter.Select(listeners.Find).OfType<KnownAutomation>())
            {
                if (await EnterAsync(automation, happening, contact, own, cancellationToken) is { } entered)
                {
                    own = [.. own, entered];
                }
            }
        }
    }

    /// <summary>On one instance the runs of a person go on one after another: two automations at once keep to one cap.</summary>
    public static string TurnOf(Contact contact) => $"runs {contact.Id}";

    private async Task<StoredRun?> EnterAsync(
        KnownAutomation automation, Happening happening, Contact contact, IReadOnlyList<StoredRun> own, CancellationToken cancellationToken)
    {
        var earlier = own.Where(one => one.Run.Automation == automation.Id).ToList();
        if (earlier.Find(one => one.Run.Because.Id == happening.Id) is { } known)
        {
            await watchers.NoteAsync(happening, contact, cancellationToken);
            await steps.GoAsync(known, contact, cancellationToken); // A repeat: goes on with what was cut short.
            return null;
        }

        var now = clock.GetUtcNow();
        var (definition, at) = (automation.Definition, happening.At ?? now);
        var occasion = new Occasion(happening.Id, at) { Cart = happening.Cart, Order = happening.Order };
        var entries = earlier.ConvertAll(one => new EarlierEntry(one.Run.Key, one.Run.EnteredAt));
        var key = OnceKeys.Of(definition, occasion, RecipientZone.Of(contact, rules.Zone), entries);
        if (key is null || !await MayAsync(automation, happening, contact, now, cancellationToken))
        {
            return null;
        }

        var because = new RunCause(happening.Event, happening.Id)
        {
            Cart = happening.Cart,
            Order = happening.Order,
            Product = happening.Product,
        };
        var run = new AutomationRun(automation.Id, contact.Id, key, automation.Version, because, now).Enter(automation.Walk.Start);
        run = definition.IsHeldOut(automation.Id, contact.Id)
            ? run.Exit(now, RunOutcomes.Holdout)
            : (await walk.WalkAsync(automation, run, contact, cancellationToken)).Run;
        if (await runs.AddAsync(run, cancellationToken) is not { } added)
        {
            return null;
        }

        await watchers.NoteAsync(happening, contact, cancellationToken);
        await steps.GoAsync(added, contact, cancellationToken);
        return added;
    }

    private async Task<bool> MayAsync(
        KnownAutomation automation, Happening happening, Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (automation.Definition.Trigger is CartTrigger cart
            && !await carts.IsLeftBehindAsync(happening.Cart!, contact, cart.Idle, now, cancellationToken))
        {
            return false;
        }

        if (automation.Definition.Trigger is StaleTrigger stale && contact.LastSeenAt + stale.After > now)
        {
            return false; // Heard of again meanwhile.
        }

        return automation.Definition.If is not { } condition
            || condition.Rule.Matches(await facts.OfAsync(contact, [condition.Rule], cancellationToken), now);
    }
}
