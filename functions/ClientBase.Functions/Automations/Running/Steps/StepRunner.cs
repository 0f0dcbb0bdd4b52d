using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>Takes a run on until it waits or ends.</summary>
/// <remarks>
/// What a step does is done before the run says so, under a name that makes a repeat harmless; a message is recorded before it leaves.
/// Whoever loses the race for the run reads it again.
/// </remarks>
public sealed class StepRunner(
    RunStore runs, KnownAutomations automations, RunWalk walk, StepActs acts, RunSplits splits, RunFailures failures, TimeProvider clock)
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
        try
        {
            if (await automations.VersionAsync(run.Automation, run.Version, cancellationToken) is not { } automation)
            {
                return await runs.SaveAsync(stored, run.Exit(now, RunOutcomes.Gone), [], cancellationToken);
            }

            if (await StoppedAsync(run, contact, now, cancellationToken) is { } stopped)
            {
                return await runs.SaveAsync(stored, stopped, [], cancellationToken);
            }

            var walked = await walk.WalkAsync(automation, run, contact, cancellationToken);
            run = walked.Run;
            if (walked.Next is not { } next)
            {
                return await runs.SaveAsync(stored, run, [], cancellationToken);
            }

            var work = new StepWork(automation, stored, run, next.Step, next.Then, contact, now);
            var done = await acts.Of(next.Step).DoAsync(work, cancellationToken);
            while (done is not null)
            {
                var further = await OnAsync(automation, done, contact, now, cancellationToken);
                if (await failures.SaveAsync(stored, further, cancellationToken) is { } saved)
                {
                    return saved;
                }

                done = await OnChangedAsync(work, done, cancellationToken);
            }

            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return await failures.NoteAsync(stored, run, now, failure, cancellationToken);
        }
    }

    // Nobody else has noted the message either: it is still in flight.
    private async Task<StepDone?> OnChangedAsync(StepWork work, StepDone done, CancellationToken cancellationToken)
    {
        var run = work.Run;
        return done.OnChanged is { } onChanged
            && await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken) is { Run.IsActive: true } again
            && again.Run.Flight?.Step == work.Step.Id
                ? onChanged(work with { Stored = again, Run = again.Run, Now = clock.GetUtcNow() })
                : null;
    }

    // What keeps it from going on, whatever the next step is.
    private async Task<AutomationRun?> StoppedAsync(
        AutomationRun run, Contact contact, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await automations.IsOnAsync(run.Automation, cancellationToken))
        {
            return await automations.IsThereAsync(run.Automation, cancellationToken) ? run.Park(now) : run.Exit(now, RunOutcomes.Gone);
        }

        return await splits.WhyEndedAsync(run, contact, cancellationToken) is { } why ? run.Exit(now, why) : null;
    }

    // What follows without anybody's doing goes into the same batch.
    private async Task<StepDone> OnAsync(
        KnownAutomation automation, StepDone done, Contact contact, DateTimeOffset now, CancellationToken cancellationToken) =>
        done.Run.DueAt <= now
            ? done with { Run = (await walk.WalkAsync(automation, done.Run, contact, cancellationToken)).Run }
            : done;
}
