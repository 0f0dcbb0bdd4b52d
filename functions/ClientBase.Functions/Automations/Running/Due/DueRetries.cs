using ClientBase.Domain.Automations.Runs;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>What becomes of something due that cannot be looked at: a cart, a date, a run whose row cannot be read.</summary>
/// <remarks>It is tried again after pauses that grow, then lies among the poison messages and can be put back from there.</remarks>
public sealed class DueRetries(RunStore runs, CartWatch carts, RunQueues queues, TimeProvider clock, ILogger<DueRetries> logger)
{
    /// <summary>Has it tried again later, or gives it up.</summary>
    public async Task LaterAsync(DueItem item, Exception failure, CancellationToken cancellationToken)
    {
        var cause = SafeException.CauseOf(failure);
        logger.DueFailed(item.What, cause);
        var (now, trouble) = (clock.GetUtcNow(), new RunTrouble(null, item.Tries + 1, cause));
        if (trouble.IsForGood())
        {
            await queues.GiveUpAsync(
                item with { RowKey = "", Tries = 0 },
                new PoisonCause(now, trouble.Tries, $"{item.What}: {cause}", nameof(RunAutomationStep)),
                cancellationToken);
        }
        else
        {
            await runs.RememberAsync(item, now + RunTrouble.PauseAfter(trouble.Tries), trouble.Tries, cancellationToken);
        }

        // Only now: what has it tried again is there.
        await ForgetAsync(item, cancellationToken);
    }

    /// <summary>Takes away its row: it is done, or nothing stands behind it any more.</summary>
    public Task ForgetAsync(DueItem item, CancellationToken cancellationToken) => item switch
    {
        { RowKey: "" } => Task.CompletedTask,
        { What: DueRow.Cart } => carts.ForgetAsync(item.Contact, item.Of, item.RowKey, cancellationToken),
        _ => runs.ForgetAsync(item.Contact, item.RowKey, cancellationToken),
    };
}
