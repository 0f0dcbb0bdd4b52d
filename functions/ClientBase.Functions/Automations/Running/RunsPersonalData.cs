using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Reporting;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running;

/// <summary>What automations keep of a person: their ways. Erased, they are counted as ended; the counts name nobody.</summary>
public sealed class RunsPersonalData(TableServiceClient service, CommitsByTable commits, RunStore runs, TimeProvider clock) : IPersonalData
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    public string Name => "automations";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
        [.. (await runs.FindOfPersonAsync(person.ContactIds, null, cancellationToken)).Select(RunView.Of)];

    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        foreach (var found in await runs.FindOfPersonAsync(person.ContactIds, null, cancellationToken))
        {
            await (found.Stored is { } stored
                ? EraseAsync(stored, cancellationToken)
                : EraseUnreadableAsync(found.Name, cancellationToken));
        }

        // Also those of carts and dates. They lie by time, so the due ones of the shard are looked through.
        foreach (var id in person.ContactIds)
        {
            var rows = await _table.QueryAsync<TableEntity>(DueRow.FilterOf(id), cancellationToken: cancellationToken)
                .Where(row => DueRow.Read(row).What != DueRow.Cart)
                .ToListAsync(cancellationToken);
            await _commits.ApplyAsync(
                ContactId.ShardOf(id), [.. rows.Select(row => Deletion(row.PartitionKey, row.RowKey))], cancellationToken);
        }
    }

    // The run and what it is counted as go together: cut short and begun anew, nothing is counted twice.
    private async Task EraseAsync(StoredRun stored, CancellationToken cancellationToken)
    {
        for (var read = stored; read is not null;)
        {
            var run = read.Run;
            var shard = ContactId.ShardOf(run.Contact);
            var ended = run.Exit(clock.GetUtcNow(), RunOutcomes.Gone);
            var due = RunRow.DueOf(run);
            var result = await _commits.SubmitAsync(
                shard,
                [
                    new(Delete, new TableEntity(shard, RunRow.Key(run.Contact, run.Automation, run.Key)), read.ETag),
                    .. due is null ? [] : new[] { Deletion(shard, due.RowKey) },
                    .. run.IsParked ? [Deletion(shard, TallyRow.ParkedOf(run).RowKey)] : Array.Empty<TableTransactionAction>(),
                    Deletion(shard, TallyRow.RunOf(run).RowKey),
                    .. run.IsActive
                        ? [new(UpsertReplace, TallyRow.More(ended, Tally.Exited))]
                        : Array.Empty<TableTransactionAction>(),
                ],
                cancellationToken);
            read = result.IsApplied ? null : await runs.GetAsync(run.Contact, run.Automation, run.Key, cancellationToken);
        }
    }

    // What it came to nobody knows, so it stays counted as it was. The run itself goes last: cut short, it is found again.
    private async Task EraseUnreadableAsync(RunName run, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(run.Contact);
        var named = await _table.QueryAsync<TableEntity>(TallyRow.NamedOf(run), cancellationToken: cancellationToken)
            .Select(row => row.RowKey)
            .ToListAsync(cancellationToken);
        await _commits.ApplyAsync(
            shard,
            [.. named.Append(RunRow.Key(run.Contact, run.Automation, run.Key)).Select(key => Deletion(shard, key))],
            cancellationToken);
    }

    private static TableTransactionAction Deletion(string shard, string rowKey) => new(Delete, new TableEntity(shard, rowKey), ETag.All);
}
