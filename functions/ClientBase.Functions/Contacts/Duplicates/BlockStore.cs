using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Duplicates;

/// <summary>A block by its digest.</summary>
/// <param name="Digest">Keyed digest of what its people have in common.</param>
/// <param name="IsNarrow">Asked for only when the block of the whole name is too large.</param>
internal sealed record StoredBlock(string Digest, bool IsNarrow);

/// <summary>Who is in which block: people in one are worth comparing.</summary>
public sealed class BlockStore(TableServiceClient service, CommitsByTable commits, SigningKey signing)
{
    /// <summary>A larger block says nothing: "Guest", the address of a mall, the telephone of a call centre.</summary>
    public const int LargestBlock = 50;

    private const int DigestBytes = 12;
    private const string Use = "blocks";

    private static readonly string[] KeyOnly = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Duplicates);
    private readonly TableCommits _commits = commits.Of(Tables.Duplicates);
    private byte[]? _key;

    /// <summary>The blocks of a contact.</summary>
    internal async ValueTask<IReadOnlyList<StoredBlock>> OfAsync(Contact contact, CancellationToken cancellationToken)
    {
        var key = _key ??= await signing.ForAsync(Use, cancellationToken);
        return [.. PersonBlocks.Of(ComparedPerson.Of(contact)).Select(block => new StoredBlock(Digest(key, block), block.IsNarrow))];
    }

    /// <summary>Puts somebody into blocks, and takes them out of those they were in and no longer are.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="digests">The blocks from now on.</param>
    /// <param name="isNew">Nothing can be stored of them yet: no look-up.</param>
    /// <param name="cancellationToken">Stops between two steps; a repeat goes on.</param>
    /// <remarks>The list of blocks names every block there is a row in, at any moment: an erasure goes by it.</remarks>
    public async Task PlaceAsync(string contactId, IReadOnlyCollection<string> digests, bool isNew, CancellationToken cancellationToken)
    {
        var before = isNew ? [] : await KnownAsync(contactId, cancellationToken);
        var (added, left) = (digests.Except(before).ToList(), before.Except(digests).ToList());
        if (added.Count > 0)
        {
            await WriteListAsync(contactId, before.Union(digests), cancellationToken);
            await Task.WhenAll(added.Select(digest => SubmitAsync(new(UpsertReplace, BlockRow.Of(digest, contactId)), cancellationToken)));
        }

        if (left.Count > 0)
        {
            await LeaveAsync(contactId, left, cancellationToken);
            await WriteListAsync(contactId, digests, cancellationToken);
        }
    }

    /// <summary>Takes somebody out of every block.</summary>
    public async Task RemoveAsync(string contactId, CancellationToken cancellationToken)
    {
        await LeaveAsync(contactId, await KnownAsync(contactId, cancellationToken), cancellationToken);
        await _table.DeleteEntityAsync(ContactId.ShardOf(contactId), BlockRow.ListKey(contactId), ETag.All, cancellationToken);
    }

    /// <summary>Who is in a block; null when it is too large to be of use.</summary>
    public async Task<IReadOnlyList<string>?> MembersAsync(string digest, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var range = TableKeys.Range(BlockRow.PartitionOf(digest), BlockRow.Prefix(digest));
        await foreach (var row in _table.QueryAsync<TableEntity>(range, LargestBlock + 1, KeyOnly, cancellationToken))
        {
            if (ids.Count == LargestBlock)
            {
                return null;
            }

            ids.Add(BlockRow.IdOf(row));
        }

        return ids;
    }

    private async Task<IReadOnlyList<string>> KnownAsync(string contactId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), BlockRow.ListKey(contactId), cancellationToken: cancellationToken);
        return row.HasValue ? BlockRow.ReadList(row.Value!) : [];
    }

    private async Task WriteListAsync(string contactId, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        await SubmitAsync(new(UpsertReplace, BlockRow.ListOf(contactId, digests)), cancellationToken);

    private async Task LeaveAsync(string contactId, IEnumerable<string> digests, CancellationToken cancellationToken) => await Task.WhenAll(
        digests.Select(digest => BlockRow.Of(digest, contactId))
            .Select(row => _commits.ApplyAsync(row.PartitionKey, [new(Delete, row, ETag.All)], cancellationToken)));

    private Task<CommitResult> SubmitAsync(TableTransactionAction action, CancellationToken cancellationToken) =>
        _commits.SubmitAsync(action.Entity.PartitionKey, [action], cancellationToken);

    private static string Digest(byte[] key, PersonBlock block) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(block.Text)).AsSpan(0, DigestBytes));
}
