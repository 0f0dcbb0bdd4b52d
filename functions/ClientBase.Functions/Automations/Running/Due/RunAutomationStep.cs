using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Steps;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Does what is due: steps until the next wait, carts left behind, dates that have come.</summary>
public sealed class RunAutomationStep(
    ContactReader contacts,
    RunStore runs,
    StepRunner steps,
    DueOccasions occasions,
    DueRetries retries,
    RunQueues queues,
    KeyedTurns turns,
    StepSlots slots,
    TimeProvider clock)
{
    /// <summary>
    /// Runs for some things of a shard. What fails is tried again later; what cannot even be put off gets a message of its own, so that it
    /// holds up nobody else.
    /// </summary>
    [Function(nameof(RunAutomationStep))]
    public async Task RunAsync([QueueTrigger(Queues.AutomationSteps)] StepsDue message, CancellationToken cancellationToken)
    {
        if (message.Items is [var only])
        {
            await slots.RunAsync(() => DoAsync(only, cancellationToken), cancellationToken);
            return;
        }

        var failed = new List<DueItem>();
        await Task.WhenAll(message.Items.Select(async item =>
        {
            try
            {
                await slots.RunAsync(() => DoAsync(item, cancellationToken), cancellationToken);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                lock (failed)
                {
                    failed.Add(item);
                }
            }
        }));
        foreach (var item in failed)
        {
            await queues.PutAsync(new StepsDue([item]), cancellationToken);
        }
    }

    private async Task DoAsync(DueItem item, CancellationToken cancellationToken)
    {
        try
        {
            await (item.What is DueRow.Step or DueItem.Retry
                ? StepAsync(item, cancellationToken)
                : occasions.ComeAsync(item, cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await retries.LaterAsync(item, failure, cancellationToken);
        }
    }

    private async Task StepAsync(DueItem item, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(item.Contact, cancellationToken) is { } contact)
        {
            using var turn = await turns.WaitAsync(Enrolment.TurnOf(contact), cancellationToken);
            var (automation, key) = RunRow.OfName(item.Of);
            if (await runs.GetAsync(item.Contact, automation, key, cancellationToken) is { } stored
                && await MeantAsync(item, stored, cancellationToken) is { } meant)
            {
                await steps.GoAsync(meant, contact, cancellationToken);
                if (item.Tries == 0)
                {
                    return; // Its row went with the step.
                }
            }
        }

        // Done, now or meanwhile, or the person was erased: then nothing stands behind the row any more.
        await retries.ForgetAsync(item, cancellationToken);
    }

    // The run if it is due as the item says, or goes on because somebody has put back what failed.
    private async Task<StoredRun?> MeantAsync(DueItem item, StoredRun stored, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (item.What == DueItem.Retry)
        {
            return stored.Run.HasFailed ? await runs.SaveAsync(stored, stored.Run.Reopen(now, now), [], cancellationToken) : null;
        }

        // One that could not be read before is due by what it says itself.
        var isOwnRow = RunRow.DueOf(stored.Run)?.RowKey == item.RowKey;
        return isOwnRow || ((item.Tries > 0 || item.RowKey.Length == 0) && stored.Run.DueAt <= now) ? stored : null;
    }
}
