using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Automations.Walking;
using ClientBase.Domain.Campaigns.Timing;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Automations.Running;

/// <summary>Moves people on their way to the version of an automation that others begin with.</summary>
public sealed class RunMover(
    RunStore runs,
    KnownAutomations automations,
    ContactReader contacts,
    KeyedTurns turns,
    ISendingRules rules,
    IMemoryCache cache,
    TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private const int MaxTries = 20; // Each lost race means that somebody else has taken the run on.

    /// <summary>Moves a run. Once it goes through the version, or has ended, a repeat changes nothing.</summary>
    /// <param name="stored">The run.</param>
    /// <param name="to">The version.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RunMoved> MoveAsync(StoredRun stored, KnownAutomation to, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(stored.Run.Contact, cancellationToken) is not { } contact)
        {
            return new RunMoved(stored.Run, null); // Being erased.
        }

        using var turn = await turns.WaitAsync(Enrolment.TurnOf(contact), cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var run = stored.Run;
            var steps = await StepsAsync(run, to, cancellationToken);
            var moved = RunMove.Of(run, steps, to.Walk, to.Version, clock.GetUtcNow(), RecipientZone.Of(contact, rules.Zone));
            if (moved.Run == run || await runs.SaveAsync(stored, moved.Run, [], cancellationToken) is not null)
            {
                return moved;
            }

            if (await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken) is not { } again)
            {
                return new RunMoved(run, null); // Erased meanwhile.
            }

            stored = again;
        }

        throw new InvalidOperationException($"A run was not moved in {MaxTries} tries: others change it all the time.");
    }

    // Of all who go through one version it is the same.
    private async Task<StepAlignment> StepsAsync(AutomationRun run, KnownAutomation to, CancellationToken cancellationToken)
    {
        var key = (nameof(StepAlignment), run.Automation, run.Version, to.Version);
        if (cache.TryGetValue(key, out StepAlignment? kept))
        {
            return kept!;
        }

        var from = await automations.VersionAsync(run.Automation, run.Version, cancellationToken);
        var steps = from is null ? StepAlignment.None : StepAlignment.Of(from.Definition, to.Definition);
        return cache.Set(key, steps, new MemoryCacheEntryOptions { SlidingExpiration = KeptFor });
    }
}
