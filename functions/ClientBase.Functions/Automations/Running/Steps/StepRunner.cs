using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Takes a run on until it waits or ends.</summary>
/// <remarks>
/// What a step does is done before the run says so, under a name that makes a repeat harmless; a message is recorded before it leaves.
/// Whoever loses the race for the run reads it again.
/// </remarks>
public sealed class StepRunner(
    RunStore runs, KnownAutomations automations, RunWalk walk, StepActs acts, TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has taken the run on.

    /// <summary>Takes it on.</summary>
    /// <param name="stored">The run.</param>
    /// <param name="contact">The person it is of now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task GoAsync(StoredRun stored, Contact contact, CancellationToken cancellationToken)
    {
        for (var lost = 0; stored.Run is { IsActive: true } run && run.DueAt <= clock.GetUtcNow();)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await StepAsync(stored, contact, cancellationToken) is { } next)
            {
                stored = next;
            }
            else if (++lost == MaxTries)
            {
                throw new InvalidOperationException($"A run was not taken on in {MaxTries} tries: others change it all the time.");
            }
            else if (await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken) is { } again)
            {
                stored = again;
            }
            else
            {
                return; // Erased meanwhile.
            }
        }
    }

    private async Task<StoredRun?> StepAsync(StoredRun stored, Contact contact, CancellationToken cancellationToken)
    {
        var (run, now) = (stored.Run, clock.GetUtcNow());
        if (await automations.VersionAsync(run.Automation, run.Version, cancellationToken) is not { } automation)
        {
            return await runs.SaveAsync(stored, run.Exit(now, RunOutcomes.Gone), [], cancellationToken);
        }

        if (!await automations.IsOnAsync(run.Automation, cancellationToken))
        {
            var isThere = await automations.IsThereAsync(run.Automation, cancellationToken);
            return await runs.SaveAsync(stored, isThere ? run.Park(now) : run.Exit(now, RunOutcomes.Gone), [], cancellationToken);
        }

        if (contact.MergedFrom.Count > 0 && await IsSecondAsync(run, contact, cancellationToken))
        {
            return await runs.SaveAsync(stored, run.Exit(now, RunOutcomes.Merged), [], cancellationToken);
        }

        var walked = await walk.WalkAsync(automation, run, contact, cancellationToken);
        if (walked.Next is not { } next)
        {
            return await runs.SaveAsync(stored, walked.Run, [], cancellationToken);
        }

        var work = new StepWork(automation, stored, walked.Run, next.Step, next.Then, contact, now);
        if (await acts.Of(next.Step).DoAsync(work, cancellationToken) is not { } done)
        {
            return null;
        }

        // What follows without anybody's doing goes into the same batch.
        var after = done.Run.DueAt <= now ? (await walk.WalkAsync(automation, done.Run, contact, cancellationToken)).Run : done.Run;
        return await runs.SaveAsync(done.Stored, after, done.Beside, cancellationToken);
    }

    // Two contacts were in it, each by the same key, and turned out to be one person: whoever entered first goes on.
    private async Task<bool> IsSecondAsync(AutomationRun run, Contact contact, CancellationToken cancellationToken)
    {
        var all = await runs.OfPersonAsync(contact.AllIds, run.Automation, cancellationToken);
        return all.Select(one => one.Run).Any(other =>
            other.Key == run.Key && other.Contact != run.Contact && other.Reason != RunOutcomes.Merged && IsBefore(other, run));
    }

    private static bool IsBefore(AutomationRun one, AutomationRun other) => one.EnteredAt != other.EnteredAt
        ? one.EnteredAt < other.EnteredAt
        : string.CompareOrdinal(one.Contact, other.Contact) < 0;
}
