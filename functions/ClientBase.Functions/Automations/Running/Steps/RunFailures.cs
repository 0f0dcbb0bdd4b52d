using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>What becomes of runs whose next step cannot be done.</summary>
/// <remarks>
/// Such a step is tried again after pauses that grow; then the run ends, and what is left to do lies among the poison messages: whoever
/// has put right what was wrong has it go on from there.
/// </remarks>
public sealed class RunFailures(RunStore runs, RunQueues queues, ILogger<RunFailures> logger)
{
    private const int MaxRaces = 20; // Each lost race means that somebody else has changed the run.

    /// <summary>Saves a run. One that ends by a failure lies among the poison messages first: cut short, it fails once more.</summary>
    public async Task<StoredRun?> SaveAsync(StoredRun before, StepDone done, CancellationToken cancellationToken)
    {
        if (before.Run.IsActive && done.Run is { HasFailed: true, Trouble: { } trouble } run)
        {
            var cause = $"{run.Automation} {trouble.Step}: {trouble.Cause}";
            await queues.GiveUpAsync(
                new DueItem(DueItem.Retry, run.Contact, RunRow.NameOf(run), ""),
                new PoisonCause(run.EndedAt!.Value, trouble.Tries, cause, nameof(RunAutomationStep)),
                cancellationToken);
            logger.StepGivenUp(run.Automation, trouble.Step, trouble.Tries, trouble.Cause);
        }

        return await runs.SaveAsync(done.Stored, done.Run, done.Beside, cancellationToken);
    }

    /// <summary>Notes that a step has failed.</summary>
    /// <param name="before">The run as it was read.</param>
    /// <param name="reached">The run as far as it came.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The run as it is stored then; null when it is gone.</returns>
    public async Task<StoredRun?> NoteAsync(
        StoredRun before, AutomationRun reached, DateTimeOffset now, Exception failure, CancellationToken cancellationToken)
    {
        var cause = SafeException.CauseOf(failure);
        logger.StepFailed(reached.Automation, reached.Position, cause);
        var (stored, run) = (before, reached);
        for (var races = 0; races < MaxRaces; races++)
        {
            if (await SaveAsync(stored, new StepDone(stored, run.Fail(now, cause), []), cancellationToken) is { } saved)
            {
                return saved;
            }

            // Changed meanwhile, maybe by the step itself: a message has taken off.
            if (await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken) is not { } again)
            {
                return null;
            }

            (stored, run) = (again, again.Run);
        }

        throw new InvalidOperationException($"A failure was not noted in {MaxRaces} tries: others change the run all the time.");
    }
}
