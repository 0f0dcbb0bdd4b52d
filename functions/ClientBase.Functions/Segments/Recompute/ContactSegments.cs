using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>The segments of contacts as they are stored: two columns of the contact's row, and a membership row for each segment.</summary>
/// <remarks>Both change in one batch that holds only while the contact's row is as it was read, so they always agree.</remarks>
public sealed class ContactSegments(TableServiceClient service)
{
    private const int PageSize = 1000;

    // Enough to fill some batches, few enough to keep little in flight.
    private const int SavedAtOnce = 500;

    private static readonly string[] State = [nameof(ITableEntity.RowKey), ContactRow.MergedInto, ContactRow.Segments, ContactRow.Rfm];
    private static readonly string[] Scanned = [.. State, ContactRow.Profile, ContactRow.Orders];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly ShardCommits _commits = new(service.GetTableClient(Tables.Contacts));

    /// <summary>Reads a shard once: the facts of its contacts, and the segments they have.</summary>
    public async Task<List<GatheredContact>> GatherAsync(
        string shard, DateTimeOffset asOf, SegmentOptions options, CancellationToken cancellationToken)
    {
        var gathered = new List<GatheredContact>();
        var rows = _table.QueryAsync<TableEntity>(TableKeys.Range(shard, TableKeys.Contact("")), PageSize, Scanned, cancellationToken);
        await foreach (var row in rows)
        {
            var (etag, segments, rfm, isMerged) = StateOf(row);
            if (isMerged && segments.Length == 0)
            {
                continue;
            }

            // The rest of a very long text is in further columns.
            var whole = LongText.MayGoOn(row, ContactRow.Profile) || LongText.MayGoOn(row, ContactRow.Orders)
                ? (await _table.GetEntityAsync<TableEntity>(shard, row.RowKey, cancellationToken: cancellationToken)).Value
                : row;
            gathered.Add(new GatheredContact(CustomerFacts.Of(ContactRow.Read(whole), asOf, options), etag.ToString(), segments, rfm, isMerged));
        }

        return gathered;
    }

    /// <summary>Writes the segments of contacts where they differ from what is stored.</summary>
    /// <param name="shard">The shard they lie in.</param>
    /// <param name="assigned">What the run found of each contact, and what it decided.</param>
    /// <param name="asOf">Since when they are in the segments they enter.</param>
    /// <returns>How many contacts are in each segment now.</returns>
    public async Task<SortedDictionary<string, int>> SaveAsync(
        string shard, IEnumerable<(GatheredContact Found, Segmentation Decided)> assigned, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in assigned.Chunk(SavedAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var saved = await Task.WhenAll(group.Select(one => SaveAsync(shard, one.Found, one.Decided, asOf, cancellationToken)));
            foreach (var segment in saved.SelectMany(segments => segments))
            {
                counts[segment] = counts.GetValueOrDefault(segment) + 1;
            }
        }

        return counts;
    }

    /// <summary>Writes one contact's segments; the segments it is in afterwards, none when it is gone.</summary>
    private async Task<IReadOnlyList<string>> SaveAsync(
        string shard, GatheredContact found, Segmentation decided, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var rowKey = TableKeys.Contact(found.Facts.ContactId);
        var (etag, segments, rfm) = (new ETag(found.ETag), found.Segments, found.Rfm);
        var alreadyLeft = new HashSet<string>(StringComparer.Ordinal);
        while (segments != string.Join(' ', decided.SegmentIds) || rfm != (decided.Rfm?.ToString() ?? ""))
        {
            var change = Change(shard, found.Facts.ContactId, etag, segments, decided, asOf);
            change.RemoveAll(action => action.ActionType == TableTransactionActionType.Delete && alreadyLeft.Contains(action.Entity.RowKey));
            var result = await _commits.SubmitAsync(shard, change);
            if (result.IsApplied)
            {
                break;
            }

            if (result.RefusedAction > 0)
            {
                // Only a deletion can be refused here: the row is gone already, and its absence must not hold up the rest.
                alreadyLeft.Add(change[result.RefusedAction].Entity.RowKey);
                continue;
            }

            var now = await _table.GetEntityIfExistsAsync<TableEntity>(shard, rowKey, State, cancellationToken);
            if (!now.HasValue)
            {
                return [];
            }

            (etag, segments, rfm, var isMerged) = StateOf(now.Value!);
            decided = isMerged ? Segmentation.None : decided;
        }

        return decided.SegmentIds;
    }

    private static List<TableTransactionAction> Change(
        string shard, string contactId, ETag etag, string segments, Segmentation decided, DateTimeOffset asOf)
    {
        var before = segments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var row = new TableEntity(shard, TableKeys.Contact(contactId))
        {
            [ContactRow.Segments] = string.Join(' ', decided.SegmentIds),
            [ContactRow.Rfm] = decided.Rfm?.ToString() ?? "", // A merge cannot remove a column.
        };
        return
        [
            new(TableTransactionActionType.UpdateMerge, row, etag),
            .. decided.SegmentIds.Except(before).Select(entered => new TableTransactionAction(
                TableTransactionActionType.UpsertReplace, new TableEntity(shard, TableKeys.Member(entered, contactId)) { ["EnteredAt"] = asOf })),
            .. before.Except(decided.SegmentIds).Select(left => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(shard, TableKeys.Member(left, contactId)), ETag.All)),
        ];
    }

    private static (ETag ETag, string Segments, string Rfm, bool IsMerged) StateOf(TableEntity row) =>
        (row.ETag, row.GetString(ContactRow.Segments) ?? "", row.GetString(ContactRow.Rfm) ?? "", row.GetString(ContactRow.MergedInto) is not null);
}
