using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments;

/// <summary>Who entered or left a segment, as the API shows it.</summary>
/// <param name="Contact">The contact's id.</param>
/// <param name="Change"><c>entered</c> or <c>left</c>.</param>
/// <param name="At">The instant of the recompute that found it.</param>
/// <param name="Reason">The fact that did it.</param>
public sealed record SegmentChangeView(string Contact, string Change, DateTimeOffset At, string Reason);

/// <summary>Reads the record of who entered and left.</summary>
public sealed class SegmentChanges(TableServiceClient service)
{
    private const int MaxPageSize = 1000;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>A page of a segment's changes since an instant, the latest first.</summary>
    public async Task<Page<SegmentChangeView>> ListAsync(
        string segmentId, DateTimeOffset since, Paging paging, CancellationToken cancellationToken)
    {
        // In each shard the latest come first, and their places sort the same everywhere: so the shards merge by them.
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => ReadAsync(shard, segmentId, since, paging, cancellationToken)));
        var found = shards.SelectMany(some => some).OrderBy(ChangeRow.PlaceOf, StringComparer.Ordinal).Take(paging.Take + 1).ToList();
        var page = found.Take(paging.Take).ToList();
        return new Page<SegmentChangeView>(
            [.. page.Select(ViewOf)], found.Count > page.Count ? Paging.Encode(ChangeRow.PlaceOf(page[^1])) : null);
    }

    /// <summary>The changes of a segment in a shard after an instant, up to another, the latest first.</summary>
    internal async IAsyncEnumerable<MembershipChange> OfShardAsync(
        string segmentId,
        string shard,
        DateTimeOffset after,
        DateTimeOffset until,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableKeys.Between(shard, ChangeRow.Since(segmentId, until), ChangeRow.Since(segmentId, after));
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, MaxPageSize, cancellationToken: cancellationToken))
        {
            foreach (var change in ChangeRow.Read(row))
            {
                yield return change;
            }
        }
    }

    private async Task<List<MembershipChange>> ReadAsync(
        string shard, string segmentId, DateTimeOffset since, Paging paging, CancellationToken cancellationToken)
    {
        var prefix = ChangeRow.Prefix(segmentId);
        var from = paging.Continuation is { } place ? prefix + place + " " : prefix;
        var filter = TableKeys.Between(shard, from, ChangeRow.Since(segmentId, since) + "~");
        var found = new List<MembershipChange>();
        await foreach (
            var row in _table.QueryAsync<TableEntity>(filter, Math.Min(paging.Take + 1, MaxPageSize), cancellationToken: cancellationToken))
        {
            // The first row may begin before the page does.
            found.AddRange(ChangeRow.Read(row).Where(change =>
                paging.Continuation is null || string.CompareOrdinal(ChangeRow.PlaceOf(change), paging.Continuation) > 0));
            if (found.Count > paging.Take)
            {
                break;
            }
        }

        return found;
    }

    internal static SegmentChangeView ViewOf(MembershipChange change) =>
        new(change.ContactId, change.IsEntering ? "entered" : "left", change.At, change.Reason);
}
