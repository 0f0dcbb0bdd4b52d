using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Automations.Running.Entering;

/// <summary>Ends runs, or has them wait anew, because something happened.</summary>
public sealed class RunEnds(RunStore runs, KnownAutomations automations, CartWatch carts, TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has taken the run on.

    /// <summary>Applies what happened to a person's runs; as they are then.</summary>
    public async Task<IReadOnlyList<StoredRun>> ApplyAsync(
        IReadOnlyList<StoredRun> own, Happening happening, Contact contact, CancellationToken cancellationToken)
    {
        var after = new List<StoredRun>(own.Count);
        foreach (var stored in own)
        {
            after.Add(await ApplyAsync(stored, happening, contact, cancellationToken) ?? stored);
        }

        return after;
    }

    private async Task<StoredRun?> ApplyAsync(
        StoredRun stored, Happening happening, Contact contact, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var run = stored.Run;
            if (run.Because.Id == happening.Id // By this it began.
                || await automations.VersionAsync(run.Automation, run.Version, cancellationToken) is not { } automation)
            {
                return stored;
            }

            var changed = happening.Event == AutomationEvents.Cart && IsOfCart(run, happening)
                ? Touched(run, automation, await carts.FindAsync(happening.Cart!, contact, cancellationToken))
                : Heard(run, automation, happening);
            if (changed == run)
            {
                return stored;
            }

            if (await runs.SaveAsync(stored, changed, [], cancellationToken) is { } saved)
            {
                return saved;
            }

            if (await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken) is not { } again)
            {
                return null; // Erased meanwhile.
            }

            stored = again;
        }

        throw new InvalidOperationException($"A run was not ended in {MaxTries} tries: others change it all the time.");
    }

    private AutomationRun Heard(AutomationRun run, KnownAutomation automation, Happening happening)
    {
        var (now, definition) = (clock.GetUtcNow(), automation.Definition);
        if (happening.Mail is { } mail && mail != run.Automation)
        {
            return run; // Of another mailing.
        }

        var at = happening.PlacedAt is { } placed && placed < now ? placed : now;
        if (definition.Goal is { } goal && goal.On == happening.Event && IsWithin(goal, run, at) && run.Reason != RunOutcomes.Merged)
        {
            return run.ReachGoal(now, happening.Event, at);
        }

        return run.IsActive && definition.ExitOn.Contains(happening.Event) && IsSince(BeganAt(run, definition), at)
            ? run.Exit(now, happening.Event)
            : run;
    }

    // By its own time: an order from before is not what the automation brought about, and no reason to end it.
    private static bool IsWithin(AutomationGoal goal, AutomationRun run, DateTimeOffset at) =>
        IsSince(run.EnteredAt, at) && at <= run.EnteredAt + goal.Within;

    // Shops tell whole seconds.
    private static bool IsSince(DateTimeOffset began, DateTimeOffset at) => at > began.AddSeconds(-1);

    // A cart is left some time before its person enters: who has ordered since then is done with it.
    private static DateTimeOffset BeganAt(AutomationRun run, AutomationDefinition definition) =>
        definition.Trigger is CartTrigger cart ? run.EnteredAt - cart.Idle : run.EnteredAt;

    private static bool IsOfCart(AutomationRun run, Happening happening) =>
        run.IsActive && run.Because.Cart is { } cart && cart == happening.Cart;

    // An order or an empty cart ends it. Who does something with the cart again is left alone until it lies still once more; who was
    // written to already has come back, and that was all there was to it.
    private AutomationRun Touched(AutomationRun run, KnownAutomation automation, CartState? cart)
    {
        var now = clock.GetUtcNow();
        if (automation.Definition.Trigger is not CartTrigger trigger)
        {
            return run;
        }

        if (cart?.LeftBehindAt(trigger.Idle) is not { } leftBehind)
        {
            return run.Exit(now, RunOutcomes.CartEnded);
        }

        var touched = leftBehind - trigger.Idle;
        var isOldNews = touched <= run.EnteredAt || run.History.Exists(one => one.Outcome == RunOutcomes.Postponed && one.At >= touched);
        return isOldNews ? run
            : run.HasSent ? run.Exit(now, RunOutcomes.CartTouched)
            : run.Postpone(automation.Walk.Start, leftBehind, now, RunOutcomes.CartTouched);
    }
}
