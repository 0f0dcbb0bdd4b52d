using Azure.Data.Tables;
using ClientBase.Domain.Contacts.Privacy;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Logging;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Erases people.</summary>
/// <remarks>
/// (1) The contact's row is marked: from then on nobody reads or writes it. (2) Digests of its keys are written, and every instance is
/// given the time to hear of it, so that whoever finds a key free knows why. (3) What other features keep. (4) The claims of the keys,
/// found by what was said; what was said stays until they are gone. (5) Everything else, the contact's own row last. Cut short anywhere,
/// the same request goes on: all it needs is still there.
/// </remarks>
public sealed class ContactErasure(
    TableServiceClient service,
    CommitsByTable commits,
    CaptureStore captures,
    ErasedKeys erased,
    RecentContacts recent,
    IEnumerable<IPersonalData> others,
    RecomputeRequests recompute,
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

        var table = new PersonRows(_table, _commits);
        var person = await WholePerson.ReadAsync(_table, root, cancellationToken, passesOver: true);
        if (person.Unreadable.Count > 0)
        {
            // First, so that nothing that follows comes upon them.
            await table.DeleteAsync(person.Unreadable.Select(row => (row.PartitionKey, row.RowKey)), cancellationToken);
            logger.UnreadableErased(ContactRow.IdOf(root), person.Unreadable.Count);
        }

        var keys = person.Captures.SelectMany(IdentityResolver.ClaimableKeysOf).Concat(person.Contact.Keys).ToHashSet();
        await erased.AddAsync(ErasedPerson.KeysToRemember(person.Contact, person.Captures), cancellationToken);
        foreach (var other in others)
        {
            await other.EraseAsync(person.InBase, cancellationToken);
        }

        recent.Forget(keys);
        var rows = await table.DeleteClaimsAsync(person, keys, cancellationToken);
        var blobs = await DeleteBlobsAsync(person, cancellationToken);
        rows += await table.DeleteLooseRowsAsync(person, cancellationToken);
        rows += await table.DeleteRangesAsync(person, cancellationToken);
        await table.DeleteRootAsync(root, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken); // The snapshots hold what rules may ask of the person.
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
}
