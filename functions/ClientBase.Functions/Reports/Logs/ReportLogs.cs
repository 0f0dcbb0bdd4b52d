using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Reports.Ahead;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments.Recompute;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>Keeps the logs of reports up to date: takes in what filing and the work with clients have left, at each recompute.</summary>
/// <remarks>
/// What is taken in is as it is now, not what was added, so the same again changes nothing: cut short anywhere, the rows are still there.
/// </remarks>
public sealed class ReportLogs(
    TableServiceClient service,
    CommitsByTable commits,
    ReportStore store,
    ContactReader contacts,
    ReportRebuild rebuild,
    KeptResults kept,
    ModelFitting models) : IChangeFollower
{
    private const int ReadsAtOnce = 32;
    private const int KnownAtOnce = 2_000;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <inheritdoc/>
    public async Task FollowAsync(
        RecomputeRun run, IReadOnlyCollection<string> anew, IReadOnlyList<ReportedPerson> people, CancellationToken cancellationToken)
    {
        var isChanged = await TakeInAsync(run, anew, people, cancellationToken);
        await models.FitIfDueAsync(run.AsOf, isChanged, cancellationToken);
    }

    /// <returns>Whether there was anything to take in.</returns>
    private async Task<bool> TakeInAsync(
        RecomputeRun run, IReadOnlyCollection<string> anew, IReadOnlyList<ReportedPerson> people, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => ReadAsync(shard, cancellationToken)));
        var rows = shards.SelectMany(shard => shard).ToList();
        if (rows.Count == 0 && anew.Count == 0 && people.Count == 0 && !run.IsRebuild)
        {
            return false;
        }

        var changes = new LogChanges(store);
        foreach (var mark in rows.Select(ReportRow.Read).Concat(people.Select(ReportRow.Of)))
        {
            changes.Take(await WholeAsync(mark, cancellationToken));
        }

        foreach (var some in anew.Distinct().Chunk(KnownAtOnce))
        {
            await TakeAnewAsync(changes, some, cancellationToken);
        }

        if (run.IsRebuild)
        {
            await rebuild.RunAsync(changes, cancellationToken);
        }

        await changes.SaveAsync(cancellationToken);
        if (anew.Count > 0)
        {
            await kept.ForgetPeopleAsync(cancellationToken); // Somebody may have been erased.
        }

        await ForgetAsync(rows, cancellationToken);
        return true;
    }

    private async Task TakeAnewAsync(LogChanges changes, string[] ids, CancellationToken cancellationToken)
    {
        var cards = new List<ContactCard?>();
        foreach (var some in ids.Chunk(ReadsAtOnce))
        {
            cards.AddRange(await Task.WhenAll(some.Select(id => contacts.GetAsync(id, cancellationToken))));
        }

        await changes.KnowAsync(ids.Concat(cards.SelectMany(card => card?.Contact.AllIds ?? [])), cancellationToken);
        foreach (var (id, card) in ids.Zip(cards))
        {
            if (card is null)
            {
                changes.Remove(id);
                changes.RemoveWork(id);
            }
            else if (card.Contact.Id == id)
            {
                changes.SetWhole(card.Contact, card.Manager, await EventsAsync(card.Contact, cancellationToken));
            }
            else
            {
                changes.Move(id, card.Contact.Id);
            }
        }
    }

    // What somebody did goes with the person when contacts become one and when they are taken apart: the timelines know whose it is.
    private async Task<IReadOnlyList<KeptEvent>> EventsAsync(Contact contact, CancellationToken cancellationToken)
    {
        var events = new List<KeptEvent>();
        foreach (var id in contact.AllIds)
        {
            var timeline = TableKeys.Range(ContactId.ShardOf(id), TimelineRow.Prefix(id));
            await foreach (var row in _table.QueryAsync<TableEntity>(timeline, cancellationToken: cancellationToken))
            {
                if (KeptEvents.Of(row) is { } done)
                {
                    events.Add(done);
                }
            }
        }

        return events;
    }

    private async Task<List<TableEntity>> ReadAsync(string shard, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        var range = TableKeys.Range(shard, ReportRow.Prefix);
        await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task<ReportMark> WholeAsync(ReportMark mark, CancellationToken cancellationToken)
    {
        if (!mark.LiesElsewhere)
        {
            return mark;
        }

        if (mark.Part == ReportRow.Person)
        {
            // One who is part of another by now, or gone, is read anew for that.
            var person = await contacts.FindAsync(mark.ContactId, cancellationToken);
            return mark with { Json = person?.Id == mark.ContactId ? ReportRow.JsonOf(person) : null };
        }

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(mark.ContactId), OrderRow.Key(mark.ContactId, mark.Key!), cancellationToken: cancellationToken);
        var order = row.HasValue ? KeptOrder.Of(mark.ContactId, mark.Key!, OrderRow.Read(row.Value!).Order, mark.IsNobodys) : null;
        return mark with
        {
            // One that lies in another month by now has a row of that month too.
            Json = order is null || order.Month != mark.Month
                ? null
                : System.Text.Json.JsonSerializer.Serialize(order, DocumentJson.Compact.KeptOrder),
        };
    }

    // One that has changed since stays for the next run.
    private Task ForgetAsync(List<TableEntity> rows, CancellationToken cancellationToken) =>
        Task.WhenAll(rows.GroupBy(row => row.PartitionKey).Select(shard => _commits.DeleteUnchangedAsync(
            shard.Key, shard.Select(row => (row.RowKey, row.ETag)), cancellationToken)));
}
