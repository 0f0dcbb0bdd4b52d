using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Campaigns.Audience;

/// <summary>One of an audience, as found in the base.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Contact">The contact, without its orders; null when there is none of its own any more.</param>
/// <param name="Barrier">Why there is none: <see cref="SkipReason.Merged"/> or <see cref="SkipReason.Gone"/>.</param>
public sealed record AudienceMember(string ContactId, Contact? Contact, string? Barrier);

/// <summary>Reads the contacts of a shard in bulk.</summary>
public sealed class AudienceReader(TableServiceClient service)
{
    private const int PageSize = 1000;
    private const int ReadsAtOnce = 32;

    // One page of a scan costs about as much as this share of point reads.
    private const int WorthScanning = 20;

    private static readonly string[] PlanColumns =
        [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), ContactRow.Profile, ContactRow.MergedInto, ContactRow.IsErasing];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Ids of the contacts of a shard that are in a segment.</summary>
    public async Task<IReadOnlySet<string>> IdsAsync(string segmentId, string shard, CancellationToken cancellationToken)
    {
        var prefix = MemberRow.Prefix(segmentId);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var members = _table.QueryAsync<TableEntity>(
            TableKeys.Range(shard, prefix), select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var row in members)
        {
            ids.Add(row.RowKey[prefix.Length..]);
        }

        return ids;
    }

    /// <summary>What planning needs of some contacts of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="contactIds">Their ids, in ordinal order.</param>
    public Task<IReadOnlyList<AudienceMember>> ProfilesAsync(
        string shard, IReadOnlyList<string> contactIds, CancellationToken cancellationToken) =>
        ReadAsync(shard, contactIds, PlanColumns, cancellationToken);

    /// <summary>Contacts of a shard, whole but for their orders.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="contactIds">Their ids, in ordinal order.</param>
    public Task<IReadOnlyList<AudienceMember>> ReadAsync(
        string shard, IReadOnlyList<string> contactIds, CancellationToken cancellationToken) =>
        ReadAsync(shard, contactIds, columns: null, cancellationToken);

    private async Task<IReadOnlyList<AudienceMember>> ReadAsync(
        string shard, IReadOnlyList<string> contactIds, string[]? columns, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, TableEntity>(contactIds.Count, StringComparer.Ordinal);
        var missing = await ScanAsync(shard, contactIds, columns, rows, cancellationToken);
        foreach (var some in missing.Chunk(ReadsAtOnce))
        {
            var found = await Task.WhenAll(some.Select(id =>
                _table.GetEntityIfExistsAsync<TableEntity>(shard, ContactRow.Key(id), cancellationToken: cancellationToken)));
            foreach (var row in found.Where(one => one.HasValue))
            {
                rows[IdOf(row.Value!)] = row.Value!;
            }
        }

        return [.. contactIds.Select(id => MemberOf(id, rows.GetValueOrDefault(id)))];
    }

    /// <summary>Scans from the first id to the last, as long as enough of what is read is wanted.</summary>
    /// <returns>The ids that are left to be read one by one.</returns>
    private async Task<IReadOnlyList<string>> ScanAsync(
        string shard, IReadOnlyList<string> contactIds, string[]? columns, Dictionary<string, TableEntity> rows,
        CancellationToken cancellationToken)
    {
        var wanted = contactIds.ToHashSet(StringComparer.Ordinal);
        var (first, last) = (ContactRow.Key(contactIds[0]), ContactRow.Key(contactIds[^1]));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shard} and RowKey ge {first} and RowKey le {last}");
        var contacts = _table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken);
        await foreach (var page in contacts.AsPages(pageSizeHint: Math.Min(PageSize, contactIds.Count * 4)))
        {
            var known = rows.Count;
            foreach (var row in page.Values.Where(row => wanted.Contains(IdOf(row))))
            {
                rows[IdOf(row)] = row;
            }

            if (page.ContinuationToken is not null && (rows.Count - known) * WorthScanning < page.Values.Count)
            {
                var reached = IdOf(page.Values[^1]);
                return [.. contactIds.Where(id => string.CompareOrdinal(id, reached) > 0), .. CutShort(rows, columns)];
            }
        }

        return [.. CutShort(rows, columns)];
    }

    // A profile that fills its column goes on in columns that were not asked for.
    private static IEnumerable<string> CutShort(Dictionary<string, TableEntity> rows, string[]? columns) =>
        columns is null ? [] : rows.Where(row => LongText.MayGoOn(row.Value, ContactRow.Profile)).Select(row => row.Key);

    private static AudienceMember MemberOf(string id, TableEntity? row) =>
        row is null ? new AudienceMember(id, null, SkipReason.Gone)
        : ContactRow.IsBeingErased(row) ? new AudienceMember(id, null, SkipReason.Gone)
        : row.GetString(ContactRow.MergedInto) is not null ? new AudienceMember(id, null, SkipReason.Merged)
        : new AudienceMember(id, ContactRow.Read(row), null);

    private static string IdOf(TableEntity row) => ContactRow.IdOf(row);
}
