using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Running.Due;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running;

/// <summary>A run, and the version a change of it must match.</summary>
public sealed record StoredRun(AutomationRun Run, ETag ETag);

/// <summary>A run as it was found; without <see cref="Stored"/> its row is damaged.</summary>
/// <param name="Name">Whose it is, through what, by which key.</param>
/// <param name="Stored">The run; null: it cannot be read.</param>
/// <param name="Cause">Why it cannot; null: it can.</param>
public sealed record FoundRun(RunName Name, StoredRun? Stored, string? Cause);

/// <summary>People's ways through automations.</summary>
/// <remarks>
/// A change of a run is one batch in the person's shard: the run, the row by which it falls due, the timeline's entry, and what is counted.
/// So a step costs as little as it can, and nothing of it can be there without the rest.
/// </remarks>
public sealed class RunStore(TableServiceClient service, CommitsByTable commits, RunTallies tallies, ILogger<RunStore> logger)
{
    private const string Kind = "automation";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>What mails, entries and events of an automation are said to be of.</summary>
    public static string SourceOf(string automation) => $"automation:{automation}";

    /// <summary>A run, or null.</summary>
    public async Task<StoredRun?> GetAsync(string contactId, string automation, string key, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), RunRow.Key(contactId, automation, key), cancellationToken: cancellationToken);
        return row.HasValue ? new StoredRun(RunRow.Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>A run as it is, also one that cannot be read; null: there is none.</summary>
    public async Task<FoundRun?> FindAsync(RunName name, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(name.Contact), RunRow.Key(name.Contact, name.Automation, name.Key), cancellationToken: cancellationToken);
        return row.HasValue ? Found(row.Value!) : null;
    }

    /// <summary>All runs of a person: one range for each contact that is part of them. What cannot be read is passed over.</summary>
    /// <param name="contactIds">The contact and those that are part of it.</param>
    /// <param name="automation">Through which automation; null: all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<StoredRun>> OfPersonAsync(
        IEnumerable<string> contactIds, string? automation, CancellationToken cancellationToken) =>
        [.. (await FindOfPersonAsync(contactIds, automation, cancellationToken)).Select(found => found.Stored).OfType<StoredRun>()];

    /// <summary>The same, also those that cannot be read.</summary>
    public async Task<IReadOnlyList<FoundRun>> FindOfPersonAsync(
        IEnumerable<string> contactIds, string? automation, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(contactIds.Select(async id =>
        {
            var prefix = automation is null ? RunRow.PrefixOf(id) : RunRow.PrefixOf(id, automation);
            var rows = _table.QueryAsync<TableEntity>(
                TableKeys.Range(ContactId.ShardOf(id), prefix), cancellationToken: cancellationToken);
            return await rows.Select(Found).ToListAsync(cancellationToken);
        }));
        return [.. found.SelectMany(runs => runs)];
    }

    /// <summary>Begins a run.</summary>
    /// <returns>Null when there is one of its key: somebody was quicker, or came before.</returns>
    public async Task<StoredRun?> AddAsync(AutomationRun run, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> actions =
        [
            new(Add, OwnWrite.Mark(RunRow.Of(run))),
            .. DueOf(run),
            Upsert(TallyRow.RunOf(run)),
            Upsert(TallyRow.More(run, Tally.Entered)),
            Upsert(EntryOf(run, RunOutcomes.Entered, run.EnteredAt, run.Because.Event)),
            .. Ended(run),
        ];
        var result = await _commits.SubmitAsync(ContactId.ShardOf(run.Contact), actions, cancellationToken);
        if (!result.IsApplied)
        {
            return null;
        }

        await tallies.SweepAsync(run, cancellationToken);
        return new StoredRun(run, result.ETags[0]);
    }

    /// <summary>Saves a change of a run.</summary>
    /// <param name="before">The run as it was read.</param>
    /// <param name="after">As it is to be.</param>
    /// <param name="beside">What belongs to the change, in the same shard.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null when somebody else has changed it: read again.</returns>
    public async Task<StoredRun?> SaveAsync(
        StoredRun before, AutomationRun after, IEnumerable<TableTransactionAction> beside, CancellationToken cancellationToken)
    {
        var run = before.Run;
        List<TableTransactionAction> actions =
        [
            new(UpdateReplace, OwnWrite.Mark(RunRow.Of(after)), before.ETag),
            .. Moved(run, after),
            .. run.IsActive ? Ended(after) : Reopened(run, after),
            .. run.GoalAt is null && after.GoalAt is not null
                ? [Upsert(TallyRow.More(after, Tally.Goal))]
                : Array.Empty<TableTransactionAction>(),
            .. beside,
        ];
        while (true)
        {
            var result = await _commits.SubmitAsync(ContactId.ShardOf(run.Contact), actions, cancellationToken);
            if (result.IsApplied)
            {
                await (run.IsActive && !after.IsActive ? tallies.SweepAsync(after, cancellationToken) : Task.CompletedTask);
                return new StoredRun(after, result.ETags[0]);
            }

            if (actions[result.RefusedAction].ActionType != Delete)
            {
                return null;
            }

            actions.RemoveAt(result.RefusedAction); // Gone already.
        }
    }

    /// <summary>Has something tried again that failed: a cart or a date of a contact.</summary>
    internal Task RememberAsync(DueItem item, DateTimeOffset at, int tries, CancellationToken cancellationToken)
    {
        // A cart's own row is bound to the cart: the next one stands for itself.
        var row = DueRow.Of(at, item.What == DueRow.Cart ? DueRow.IdleCart : item.What, item.Contact, item.Of, tries);
        return _commits.SubmitAsync(row.PartitionKey, [Upsert(row)], cancellationToken);
    }

    /// <summary>Takes away a row of something due that nothing stands behind any more.</summary>
    public Task ForgetAsync(string contactId, string rowKey, CancellationToken cancellationToken) => _commits.ApplyAsync(
        ContactId.ShardOf(contactId), [Deletion(contactId, rowKey)], cancellationToken);

    private FoundRun Found(TableEntity row)
    {
        try
        {
            var run = RunRow.Read(row);
            return new FoundRun(new RunName(run.Contact, run.Automation, run.Key), new StoredRun(run, row.ETag), null);
        }
        catch (Exception failure) when (UnreadableRows.IsMeantBy(failure))
        {
            var (name, cause) = (RunRow.NameIn(row), SafeException.CauseOf(failure));
            logger.RunUnreadable(name.Automation, cause);
            return new FoundRun(name, null, cause);
        }
    }

    private static IEnumerable<TableTransactionAction> DueOf(AutomationRun run) => RunRow.DueOf(run) is { } due ? [Upsert(due)] : [];

    // The row by which it falls due, and the one by which it is found when its automation is switched on again.
    private static IEnumerable<TableTransactionAction> Moved(AutomationRun before, AutomationRun after)
    {
        var (was, now) = (RunRow.DueOf(before), RunRow.DueOf(after));
        if (was is not null && was.RowKey != now?.RowKey)
        {
            yield return Deletion(before.Contact, was.RowKey);
        }

        if (now is not null && before.DueAt != after.DueAt)
        {
            yield return Upsert(now);
        }

        if (before.IsParked != after.IsParked)
        {
            var parked = TallyRow.ParkedOf(after);
            yield return after.IsParked ? Upsert(parked) : Deletion(after.Contact, parked.RowKey);
        }
    }

    private static IEnumerable<TableTransactionAction> Ended(AutomationRun run)
    {
        if (!run.IsActive)
        {
            var isDone = run.State == RunState.Completed;
            yield return Upsert(TallyRow.More(run, isDone ? Tally.Completed : Tally.Exited));
            if (run.HasFailed)
            {
                yield return Upsert(TallyRow.More(run, Tally.Failed));
            }

            yield return Upsert(EntryOf(
                run, isDone ? RunOutcomes.Completed : RunOutcomes.Exited, run.EndedAt ?? run.EnteredAt, run.Reason));
        }
    }

    private static IEnumerable<TableTransactionAction> Reopened(AutomationRun before, AutomationRun after)
    {
        if (after.IsActive)
        {
            yield return Upsert(TallyRow.Less(after, Tally.Exited));
            if (before.HasFailed)
            {
                yield return Upsert(TallyRow.Less(after, Tally.Failed));
            }
        }
    }

    private static TableEntity EntryOf(AutomationRun run, string state, DateTimeOffset at, string? reason)
    {
        var data = new Dictionary<string, object?> { ["automation"] = run.Automation, ["state"] = state, ["reason"] = reason };
        return TimelineRow.Of(
            run.Contact,
            Intent.IdOf($"{run.Automation}\n{run.Key}\n{state}", run.Contact),
            Kind,
            at,
            SourceOf(run.Automation),
            data.Where(one => one.Value is not null).ToDictionary());
    }

    private static TableTransactionAction Upsert(TableEntity row) => new(UpsertReplace, row);

    private static TableTransactionAction Deletion(string contactId, string rowKey) =>
        new(Delete, new TableEntity(ContactId.ShardOf(contactId), rowKey), ETag.All);
}
