using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Privacy;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Erases people.</summary>
/// <remarks>
/// (1) The contact's row is marked: from then on nobody reads or writes it. (2) Digests of its keys are written, and every instance is given
/// the time to hear of it, so that whoever finds a key free knows why. (3) What other features keep. (4) The claims of the keys, found by what was said; what was said stays until they are gone.
/// (5) Everything else, the contact's own row last. Cut short anywhere, the same request goes on: all it needs is still there.
/// </remarks>
public sealed class ContactErasure(
    TableServiceClient service,
    CommitsByTable commits,
    CaptureStore captures,
    ErasedKeys erased,
    RecentContacts recent,
    IEnumerable<IPersonalData> others,
    IOptions<ErasureOptions> options,
    TimeProvider clock,
    ILogger<ContactErasure> logger)
{
    private const int AtOnce = 32;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Erases a contact and all that is part of it.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> EraseAsync(string contactId, CancellationToken cancellationToken)
    {
        if (await MarkAsync(contactId, cancellationToken) is not { } root)
        {
            return false;
        }

        var person = await WholePerson.ReadAsync(_table, root, cancellationToken);
        var keys = person.Captures.SelectMany(IdentityResolver.ClaimableKeysOf).Concat(person.Contact.Keys).ToHashSet();
        await erased.AddAsync(ErasedPerson.KeysToRemember(person.Contact, person.Captures), clock.GetUtcNow(), cancellationToken);
        foreach (var other in others)
        {
            await other.EraseAsync(person.InBase, cancellationToken);
        }

        recent.Forget(keys);
        await Task.Delay(TimeSpan.FromSeconds(options.Value.SettleSeconds), clock, cancellationToken);
        var rows = await DeleteClaimsAsync(person, keys, cancellationToken);
        var blobs = await DeleteBlobsAsync(person, cancellationToken);
        rows += await DeleteLooseRowsAsync(person, cancellationToken);
        rows += await DeleteRangesAsync(person, cancellationToken);
        await DeleteRootAsync(root, cancellationToken);
        logger.Erased(ContactRow.IdOf(root), person.Captures.Count, rows, blobs);
        return true;
    }

    private async Task<TableEntity?> MarkAsync(string contactId, CancellationToken cancellationToken)
    {
        while (ContactId.IsValid(contactId))
        {
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(contactId), ContactRow.Key(contactId), cancellationToken: cancellationToken);
            if (!read.HasValue)
            {
                return null;
            }

            var row = read.Value!;
            if (row.GetString(ContactRow.MergedInto) is { } survivor)
            {
                contactId = survivor;
                continue;
            }

            if (ContactRow.IsBeingErased(row))
            {
                return row; // An erasure that was cut short.
            }

            row[ContactRow.IsErasing] = true;
            if ((await _commits.SubmitAsync(row.PartitionKey, [new(UpdateReplace, row, row.ETag)], cancellationToken)).IsApplied)
            {
                return row;
            }
        }

        return null;
    }

    // A telephone's range also holds the claims of others who use it: those stay. A key may be claimed for a contact that only points to this one.
    private async Task<int> DeleteClaimsAsync(WholePerson person, IReadOnlySet<IdentityKey> keys, CancellationToken cancellationToken)
    {
        var ranges = keys.Select(key => key.Shared).Distinct().ToList();
        var claims = new List<TableEntity>();
        foreach (var some in ranges.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(key =>
                FiledEntries.RowsAsync(_table, ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken)));
            claims.AddRange(found.SelectMany(rows => rows));
        }

        var strangers = claims.Select(claim => claim.GetString(ClaimRow.Contact)!).Distinct().Where(id => !person.Ids.Contains(id));
        var pointers = await PointersAsync(person, strangers, cancellationToken);
        var ours = claims.Where(claim => claim.GetString(ClaimRow.Contact)! is var id && (person.Ids.Contains(id) || pointers.Contains(id))).ToList();
        await DeleteAsync(ours.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
        await DeleteAsync(pointers.Select(id => (ContactId.ShardOf(id), ContactRow.Key(id))), cancellationToken);
        return ours.Count + pointers.Count;
    }

    private async Task<HashSet<string>> PointersAsync(WholePerson person, IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        var pointers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in contactIds)
        {
            var row = await _table.GetEntityIfExistsAsync<TableEntity>(ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!row.HasValue || (row.Value!.GetString(ContactRow.MergedInto) is { } survivor && person.Ids.Contains(survivor)))
            {
                pointers.Add(id);
            }
        }

        return pointers;
    }

    private async Task<int> DeleteBlobsAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var some in person.Captures.Chunk(AtOnce))
        {
            var results = await Task.WhenAll(some.Select(capture => captures.DeleteBlobAsync(capture.Id, cancellationToken)));
            deleted += results.Count(isDeleted => isDeleted);
        }

        return deleted;
    }

    // Rows whose keys follow from what was said: search words, inbox, memberships.
    private async Task<int> DeleteLooseRowsAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var words = person.Captures.Select(capture => capture.Says).Append(person.Contact).SelectMany(SearchWords.Of).Distinct(StringComparer.Ordinal);
        var segments = person.Parts.Where(row => person.Ids.Any(id => row.RowKey == ScoreRow.Key(id))).SelectMany(row => ScoreRow.Read(row).Segments);
        (string, string)[] rows =
        [
            .. from word in words from id in person.Ids select (ContactId.ShardOf(id), SearchRow.Key(word, id)),
            .. from capture in person.Captures from shard in person.Ids.Select(ContactId.ShardOf).Distinct() select (shard, InboxRow.Key(capture.Id)),
            .. from segment in segments.Distinct() from id in person.Ids select (ContactId.ShardOf(id), MemberRow.Key(segment, id)),
        ];
        await DeleteAsync(rows, cancellationToken);
        return rows.Length;
    }

    private async Task<int> DeleteRangesAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var id in person.Ids)
        {
            var shard = ContactId.ShardOf(id);
            string[] prefixes = [$"p|{id}|", DirtyRow.PrefixOf(id), SentRow.Prefix(id), UndoRow.Prefix(id), TimelineRow.Prefix(id)];
            var ranges = await Task.WhenAll(prefixes.Select(prefix => FiledEntries.RowsAsync(_table, shard, prefix, cancellationToken, KeyOnly)));
            var rows = ranges.SelectMany(range => range).Concat(await ChangesAsync(id, cancellationToken)).ToList();
            var card = id == ContactRow.IdOf(person.Root) ? [] : new[] { ContactRow.Key(id) };
            await _commits.ApplyAsync(
                shard, [.. rows.Select(row => row.RowKey).Concat(card).Select(key => Deletion(shard, key))], cancellationToken);
            deleted += rows.Count + card.Length;
        }

        return deleted;
    }

    private async Task<List<TableEntity>> ChangesAsync(string contactId, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _table.QueryAsync<TableEntity>(ChangeRow.FilterOf(contactId), select: KeyOnly, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    // With the row that has recompute drop the contact from its snapshot.
    private Task<bool> DeleteRootAsync(TableEntity root, CancellationToken cancellationToken) => _commits.ApplyAsync(
        root.PartitionKey,
        [new(UpsertReplace, DirtyRow.OfEverything(ContactRow.IdOf(root), "erased")), Deletion(root.PartitionKey, root.RowKey)],
        cancellationToken);

    private async Task DeleteAsync(IEnumerable<(string Partition, string Row)> rows, CancellationToken cancellationToken)
    {
        foreach (var some in rows.Distinct().Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(row => _table.DeleteEntityAsync(row.Partition, row.Row, ETag.All, cancellationToken)));
        }
    }

    private static string[] KeyOnly => [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    private static TableTransactionAction Deletion(string shard, string rowKey) => new(Delete, new TableEntity(shard, rowKey), ETag.All);
}
