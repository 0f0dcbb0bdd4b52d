using Azure.Data.Tables;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Visitors;

/// <summary>What a person did on the site, and the browsers they did it with.</summary>
public sealed class VisitorPersonalData(TableServiceClient service, CommitsByTable commits, VisitReader visits, VisitorLinks links)
    : IPersonalData
{
    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly TableCommits _commits = commits.Of(Tables.Visits);

    public string Name => "visits";

    public async Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
    [
        .. (await visits.AllAsync(person.ContactIds, cancellationToken)).Select(VisitRow.Read).OrderByDescending(visit => visit.At),
    ];

    // The contact's own list goes last: whatever a repeat needs to go on is found by it.
    public async Task EraseAsync(PersonInBase person, CancellationToken cancellationToken)
    {
        var all = await visits.AllAsync(person.ContactIds, cancellationToken);
        foreach (var ofBrowser in all.GroupBy(visit => visit.PartitionKey))
        {
            // The visit after the row that makes its repeat known: cut short between them, the visit is found again.
            var keys = ofBrowser.SelectMany(visit => new[] { VisitRow.KeptKey(VisitRow.EntryOf(visit)), visit.RowKey });
            await DeleteAsync(ofBrowser.Key, [.. keys], cancellationToken);
        }

        foreach (var (browser, _) in await links.OfAsync(person.ContactIds, cancellationToken))
        {
            var owners = await RowsAsync(TableKeys.Range(browser, VisitorRow.OwnerPrefix), cancellationToken);
            var theirs = owners.Where(row => person.ContactIds.Contains(VisitorRow.Read(row).ContactId)).Select(row => row.RowKey);
            var waiting = await RowsAsync(TableKeys.Range(browser, VisitorRow.PushPrefix), cancellationToken);
            await DeleteAsync(browser, [.. theirs, .. waiting.Select(row => row.RowKey), VisitorRow.Unknown], cancellationToken);
        }

        foreach (var id in person.ContactIds)
        {
            var partition = VisitorRow.PartitionOfContact(id);
            var rows = await RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken);
            await DeleteAsync(partition, [.. rows.Select(row => row.RowKey)], cancellationToken);
        }
    }

    private Task<bool> DeleteAsync(string partition, IReadOnlyList<string> rowKeys, CancellationToken cancellationToken) =>
        _commits.ApplyAsync(
            partition,
            [.. rowKeys.Select(key => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(partition, key), Azure.ETag.All))],
            cancellationToken);

    private async Task<List<TableEntity>> RowsAsync(string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }
}
