using Azure.Data.Tables;
using ClientBase.Functions.Automations.Running.Entering;
using ClientBase.Functions.Automations.Running.Steps;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Has runs of a shard go on that waited until their automation was switched on again.</summary>
/// <param name="Automation">The automation.</param>
/// <param name="Shard">The shard.</param>
public sealed record WakeShard(string Automation, string Shard);

/// <summary>Has runs go on whose automation was switched on again, some at a time.</summary>
public sealed class WakeAutomation(
    TableServiceClient service,
    ContactReader contacts,
    RunStore runs,
    StepRunner steps,
    RunQueues queues,
    KnownAutomations automations,
    KeyedTurns turns,
    TimeProvider clock,
    ILogger<WakeAutomation> logger)
{
    private const int AtOnce = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Runs for each shard in which some wait, again until none does.</summary>
    [Function(nameof(WakeAutomation))]
    public async Task RunAsync([QueueTrigger(Queues.AutomationWake)] WakeShard message, CancellationToken cancellationToken)
    {
        var (automation, shard) = message;
        await automations.RefreshAsync(cancellationToken);
        if (!await automations.IsOnAsync(automation, cancellationToken) && await automations.IsThereAsync(automation, cancellationToken))
        {
            return; // Switched off again.
        }

        var rows = await _table.QueryAsync<TableEntity>(
                TableKeys.Range(shard, TallyRow.Parked(automation)), AtOnce, cancellationToken: cancellationToken)
            .Take(AtOnce).ToListAsync(cancellationToken);
        var parked = rows.Select(TallyRow.RunIn).ToList();
        var woken = await Task.WhenAll(parked.Select(one => WakeAsync(automation, one.Contact, one.Key, cancellationToken)));
        logger.Woken(automation, shard, woken.Count(isWoken => isWoken));
        if (parked.Count == AtOnce && woken.Any(isWoken => isWoken))
        {
            await queues.PutAsync(message, cancellationToken);
        }
    }

    private async Task<bool> WakeAsync(string automation, string contactId, string key, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return false; // Being erased.
        }

        using var turn = await turns.WaitAsync(Enrolment.TurnOf(contact), cancellationToken);
        var found = await runs.FindAsync(new RunName(contactId, automation, key), cancellationToken);
        if (found?.Stored is not { Run.IsParked: true } stored
            || await runs.SaveAsync(stored, stored.Run.Unpark(clock.GetUtcNow()), [], cancellationToken) is not { } woken)
        {
            return false; // Somebody else has woken it, or nobody can read it.
        }

        await steps.GoAsync(woken, contact, cancellationToken);
        return true;
    }
}
