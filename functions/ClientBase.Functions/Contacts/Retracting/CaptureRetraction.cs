using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Retracting;

/// <summary>Takes captures back, as if they had never been filed.</summary>
/// <remarks>
/// A join cannot be subtracted from, but what was said is kept: the contact is folded anew from what is left. Who has nothing left is
/// deleted. A merge that a capture caused is undone first. What was said goes last, since all else follows from it: cut short anywhere, the
/// same call goes on.
/// </remarks>
public sealed class CaptureRetraction(
    TableServiceClient service, CommitsByTable commits, RecentContacts recent, MergeUndoing merges, IEnumerable<ITakenBack> features)
{
    private const int MaxTries = 50; // Each lost race means that somebody else has filed something.
    private const string IsRetracting = "Retracting";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);
    private readonly OrderOwners _owners = new(service.GetTableClient(Tables.Contacts), commits.Of(Tables.Contacts));

    /// <summary>Takes captures back from the contact they were filed under, or from the one it is part of by now.</summary>
    public Task RetractAsync(string contactId, IReadOnlySet<string> captureIds, CancellationToken cancellationToken) =>
        RetractAsync(contactId, captureIds, new HashSet<MergeId>(), cancellationToken);

    private async Task RetractAsync(
        string contactId, IReadOnlySet<string> captureIds, HashSet<MergeId> followed, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await RootAsync(contactId, cancellationToken) is not { } root)
            {
                return;
            }

            var person = await WholePerson.ReadAsync(_table, root, cancellationToken);
            if (await UndoMergesAsync(person, captureIds, followed, cancellationToken))
            {
                continue; // Two contacts now, and another root perhaps.
            }

            var split = new RetractedPerson(person, captureIds);
            await FollowAsync(split, captureIds, followed, cancellationToken);
            if (split.Gone.Count == 0 && root.GetBoolean(IsRetracting) != true)
            {
                return;
            }

            recent.Forget(split.Keys);
            if (await GiveBackAsync(split, followed, cancellationToken))
            {
                continue; // Read anew: the order may be given back to a part of this very person.
            }

            if (split.Left.Count == 0 ? await DeleteAsync(split, cancellationToken) : await RewriteAsync(split, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"Contact {contactId} was not taken back in {MaxTries} tries: others change it all the time.");
    }

    private async Task<TableEntity?> RootAsync(string contactId, CancellationToken cancellationToken)
    {
        for (var id = contactId; ;)
        {
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!read.HasValue || (ContactRow.IsBeingErased(read.Value!) && read.Value!.GetBoolean(IsRetracting) != true))
            {
                return null; // Who is being erased is gone with everything.
            }

            if (read.Value!.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                return read.Value!;
            }

            id = survivor;
        }
    }

    // Orders that what is taken back had given to the person are whose they were before.
    private async Task<bool> GiveBackAsync(RetractedPerson split, HashSet<MergeId> followed, CancellationToken cancellationToken)
    {
        var isGiven = false;
        foreach (var key in split.OrdersOfGoneAlone().ToList())
        {
            if (await _owners.BeforeAsync(key, split.Person.Ids, cancellationToken) is { } former)
            {
                await RetractAsync(former.ContactId, new HashSet<string> { former.Mark }, followed, cancellationToken);
                await _owners.GiveBackAsync(former, cancellationToken);
                isGiven = true;
            }
        }

        return isGiven;
    }

    // What does not lie here may have gone with somebody who was part of this contact when it was filed.
    private async Task FollowAsync(
        RetractedPerson split, IReadOnlySet<string> captureIds, HashSet<MergeId> followed, CancellationToken cancellationToken)
    {
        var elsewhere = captureIds.Except(split.Gone.Select(entry => entry.Filed!.Capture.Id)).ToHashSet(StringComparer.Ordinal);
        if (elsewhere.Count == 0)
        {
            return;
        }

        foreach (var merge in RetractedPerson.UndoneMerges(split.Person).Where(followed.Add).ToList())
        {
            await RetractAsync(merge.Absorbed, elsewhere, followed, cancellationToken);
        }
    }

    private async Task<bool> UndoMergesAsync(
        WholePerson person, IReadOnlySet<string> captureIds, HashSet<MergeId> followed, CancellationToken cancellationToken)
    {
        var isUndone = false;
        foreach (var (merge, wasUndone) in RetractedPerson.MergesBecauseOf(person, captureIds).ToList())
        {
            if (!wasUndone && (await merges.UndoAsync(merge, by: null, cancellationToken)).Decisions is not null)
            {
                isUndone = true;
                await RetractAsync(merge.Absorbed, captureIds, followed, cancellationToken);
                await UnmarkAsync(merge.Survivor, merge, cancellationToken);
                await UnmarkAsync(merge.Absorbed, merge, cancellationToken);
            }

            // An undo says in both shards that what named both was filed: there it would count as filed for ever.
            var shard = ContactId.ShardOf(merge.Absorbed);
            await _commits.ApplyAsync(shard, [.. captureIds.Select(id => Deletion(shard, InboxRow.Key(id)))], cancellationToken);
        }

        return isUndone;
    }

    // Nobody took the two apart because they are not one person: what made them one was never said.
    private async Task UnmarkAsync(string contactId, MergeId merge, CancellationToken cancellationToken)
    {
        var mark = ApartMark.Of(merge.Survivor, merge.Absorbed);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await RootAsync(contactId, cancellationToken) is not { } row || ContactRow.Read(row) is not { } contact
                || !contact.NotSame.Contains(mark))
            {
                return;
            }

            var without = ContactRow.Of(contact with { NotSame = contact.NotSame.Remove(mark) });
            if ((await _commits.SubmitAsync(row.PartitionKey, [new(UpdateReplace, without, row.ETag)], cancellationToken)).IsApplied)
            {
                return;
            }
        }
    }

    // As in an erasure: marked, so that nobody writes it any more; the claims; everything else, its own row last.
    private async Task<bool> DeleteAsync(RetractedPerson split, CancellationToken cancellationToken)
    {
        var root = split.Person.Root;
        if (!ContactRow.IsBeingErased(root))
        {
            root[ContactRow.IsErasing] = true;
            root[IsRetracting] = true;
            if (!(await _commits.SubmitAsync(root.PartitionKey, [new(UpdateReplace, root, root.ETag)], cancellationToken)).IsApplied)
            {
                return false;
            }
        }

        await Task.WhenAll(features.Select(feature => feature.ForgetAsync(split.Person.Parts, cancellationToken)));
        await DeleteClaimsAsync(split.Keys, split.Person.Ids, cancellationToken);
        foreach (var shard in split.RowsOfAll().ToLookup(row => row.Shard, row => row.Key))
        {
            await _commits.ApplyAsync(shard.Key, [.. shard.Distinct().Select(key => Deletion(shard.Key, key))], cancellationToken);
        }

        var id = ContactRow.IdOf(root);
        return await _commits.ApplyAsync(
            root.PartitionKey,
            [
                new(UpsertReplace, DirtyRow.OfEverything(id, "taken back")),
                new(UpsertReplace, UncomparedRow.Of(id)),
                Deletion(root.PartitionKey, root.RowKey),
            ],
            cancellationToken);
    }

    private async Task<bool> RewriteAsync(RetractedPerson split, CancellationToken cancellationToken)
    {
        foreach (var card in split.Person.Cards)
        {
            if (!await RewriteAsync(split, card, cancellationToken))
            {
                return false;
            }
        }

        await DeleteClaimsAsync(split.KeysOfGoneAlone(), split.Person.Ids, cancellationToken);
        foreach (var shard in split.RowsOfGone().ToLookup(row => row.Shard, row => row.Key))
        {
            await _commits.ApplyAsync(shard.Key, [.. shard.Distinct().Select(key => Deletion(shard.Key, key))], cancellationToken);
        }

        return true;
    }

    private async Task<bool> RewriteAsync(RetractedPerson split, TableEntity card, CancellationToken cancellationToken)
    {
        var id = ContactRow.IdOf(card);
        var before = ContactRow.Read(card);
        var after = split.Folded(before, isRoot: card.RowKey == split.Person.Root.RowKey);
        var orders = await StoredParts.ReadAsync(_table, id, RetractedPerson.SaidUnder(id, split.Gone), cancellationToken);
        return await _commits.ApplyAsync(
            card.PartitionKey,
            [
                .. orders.LeaveOnly(RetractedPerson.SaidUnder(id, split.Left)),
                .. SearchWords.Of(before).Except(SearchWords.Of(after))
                    .Select(word => Deletion(card.PartitionKey, SearchRow.Key(word, id))),
                new(UpsertReplace, DirtyRow.OfEverything(id, "taken back")),
                new(UpsertReplace, UncomparedRow.Of(id)),
                new(UpdateReplace, ContactRow.Of(after, card.GetString(ContactRow.MergedInto)), card.ETag),
            ],
            cancellationToken);
    }

    private async Task DeleteClaimsAsync(
        IEnumerable<IdentityKey> keys, IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        await Task.WhenAll(keys.Select(async key =>
        {
            var shard = ContactId.ShardOf(key);
            var claim = await _table.GetEntityIfExistsAsync<TableEntity>(
                shard, ClaimRow.Key(key), [ClaimRow.Contact], cancellationToken);
            if (claim.HasValue && contactIds.Contains(claim.Value!.GetString(ClaimRow.Contact)!))
            {
                await _commits.ApplyAsync(shard, [Deletion(shard, ClaimRow.Key(key))], cancellationToken);
            }
        }));
    }

    private static TableTransactionAction Deletion(string shard, string rowKey) => new(Delete, new TableEntity(shard, rowKey), ETag.All);
}
