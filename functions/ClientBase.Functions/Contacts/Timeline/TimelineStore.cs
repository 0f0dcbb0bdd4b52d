using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Timeline;

/// <summary>Reads timelines: what was filed under a contact and under those merged into it, and what they did on the site.</summary>
public sealed class TimelineStore(TableServiceClient service, VisitReader visits)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of a contact's timeline, newest first.</summary>
    public async Task<Page<TimelineEntry>> ReadAsync(Contact contact, Paging paging, CancellationToken cancellationToken)
    {
        // Rows of one contact sort newest first, and the part behind its id is the same whoever's they are: so streams merge by it.
        var site = VisitsAsync(contact, paging, cancellationToken);
        var streams = await Task.WhenAll(contact.MergedFrom.Append(contact.Id).Select(id => ReadAsync(id, paging, cancellationToken)));
        var entries = streams.SelectMany(stream => stream).Concat(await site)
            .DistinctBy(entry => entry.Place).OrderBy(entry => entry.Place, StringComparer.Ordinal)
            .Take(paging.Take + 1).ToList();
        var page = entries.Take(paging.Take).ToList();
        return new Page<TimelineEntry>(
            [.. page.Select(entry => Read(entry.Row))], entries.Count > page.Count ? Paging.Encode(page[^1].Place) : null);
    }

    /// <summary>An entry of a contact's timeline by its id; null when there is none.</summary>
    public async Task<TimelineEntry?> FindAsync(Contact contact, string entryId, CancellationToken cancellationToken)
    {
        foreach (var id in contact.AllIds)
        {
            var range = TableKeys.Range(ContactId.ShardOf(id), TimelineRow.Prefix(id));
            var filter = $"{range} and {TableClient.CreateQueryFilter($"Id eq {entryId}")}";
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                return TimelineRow.Read(row);
            }
        }

        return null;
    }

    private async Task<IEnumerable<(string Place, TableEntity Row)>> VisitsAsync(
        Contact contact, Paging paging, CancellationToken cancellationToken) =>
        (await visits.NewestAsync(contact.AllIds, paging.Continuation, paging.Take + 1, cancellationToken))
            .Select(row => (row.RowKey[VisitRow.Prefix.Length..], row));

    private static TimelineEntry Read(TableEntity row) => VisitRow.Is(row) ? VisitRow.Read(row) : TimelineRow.Read(row);

    private async Task<List<(string Place, TableEntity Row)>> ReadAsync(
        string contactId, Paging paging, CancellationToken cancellationToken)
    {
        var prefix = TimelineRow.Prefix(contactId);
        var shard = ContactId.ShardOf(contactId);
        var filter = paging.Continuation is { } place
            ? TableKeys.RangeAfter(shard, prefix, prefix + place)
            : TableKeys.Range(shard, prefix);
        var rows = new List<(string, TableEntity)>();
        await foreach (
            var row in _table.QueryAsync<TableEntity>(filter, Math.Min(paging.Take + 1, 1000), cancellationToken: cancellationToken))
        {
            rows.Add((row.RowKey[prefix.Length..], row));
            if (rows.Count > paging.Take)
            {
                break;
            }
        }

        return rows;
    }
}
