using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Contacts, the keys they are found by, and the inbox that lets each capture count once.</summary>
/// <remarks>
/// All rows of a contact lie in its shard's partition, so one batch writes inbox, contact, timeline and the keys that hash to the same
/// shard. Keys of other shards are claimed before it: a crash in between leaves a claim to nobody, which the retry adopts.
/// </remarks>
public sealed class ContactStore
{
    private const int ReadsAtOnce = 32;

    private readonly TableClient _table;
    private readonly ShardCommits _commits;
    private readonly RecentContacts _recent;

    /// <summary>Opens the store.</summary>
    public ContactStore(TableServiceClient service, RecentContacts recent)
    {
        _table = service.GetTableClient(Tables.Contacts);
        _commits = new ShardCommits(_table);
        _recent = recent;
    }

    /// <summary>What this process remembers of the keys, without asking storage. May be outdated: <see cref="ApplyAsync"/> finds out.</summary>
    public ContactLook Recall(IReadOnlyList<IdentityKey> keys) => _recent.Recall(keys);

    /// <summary>Who has the keys of a capture.</summary>
    public async Task<ContactLook> FindAsync(CapturedEvent capture, CancellationToken cancellationToken)
    {
        var look = new ContactLook();
        await LookUpAsync(look, IdentityResolver.KeysOf(capture), capture.Id, cancellationToken);
        await LookUpAsync(look, [.. IdentityResolver.KeysToAskNext(capture, look.People)], capture.Id, cancellationToken);
        return look;
    }

    /// <summary>Saves what a capture changed, or finds that somebody else changed it first.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="resolution">What it comes to.</param>
    /// <param name="look">What the resolution was decided on.</param>
    /// <returns>False when the look is outdated: look and decide again. True when applied, now or earlier.</returns>
    public async Task<bool> ApplyAsync(CapturedEvent capture, Resolution resolution, ContactLook look, CancellationToken cancellationToken)
    {
        if (look.WasApplied)
        {
            return true;
        }

        var contact = resolution.Contact;
        var home = ContactId.ShardOf(contact.Id);
        var away = resolution.NewClaims.Where(key => ContactId.ShardOf(key) != home);
        var claimed = await Task.WhenAll(away.Select(key => _commits.SubmitAsync(ContactId.ShardOf(key), [Claim(key, contact.Id)])));
        if (!claimed.All(claim => claim.IsApplied) || !await RedirectAsync(resolution, look))
        {
            _recent.Forget(resolution.Contact.Keys);
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var row = ContactRow.Of(contact, look.RowOf(contact.Id));
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.Add, new TableEntity(home, TableKeys.Inbox(capture.Id)) { ["Contact"] = contact.Id }),
            look.RowOf(contact.Id) is { } old
                ? new(TableTransactionActionType.UpdateReplace, row, old.ETag)
                : new(TableTransactionActionType.Add, row),
        };
        actions.AddRange(TimelineRows.Of(capture, resolution).Select(entry => new TableTransactionAction(TableTransactionActionType.Add, entry)));
        actions.AddRange(resolution.NewClaims.Where(key => ContactId.ShardOf(key) == home).Select(key => Claim(key, contact.Id)));

        var result = await _commits.SubmitAsync(home, actions);
        if (result.IsApplied)
        {
            row.ETag = result.ETags[1];
            _recent.Remember(new StoredContact(contact, row), resolution.NewClaims.Concat(look.ClaimsOf(contact.Id)));
            return true;
        }

        _recent.Forget(contact.Keys);
        return result.RefusedAction == 0; // The inbox has it: this capture was applied before.
    }

    /// <summary>A contact, or null for an unknown id. The id of one that was merged gives the contact it is part of now.</summary>
    public async Task<StoredContact?> GetAsync(string contactId, CancellationToken cancellationToken)
    {
        if (!ContactId.IsValid(contactId))
        {
            return null;
        }

        var look = new ContactLook();
        return await FollowAsync(look, contactId, captureId: null, cancellationToken) is { } id ? look.StoredOf(id) : null;
    }

    /// <summary>The contacts of some ids, in their order; unknown ids are left out.</summary>
    public async Task<IReadOnlyList<StoredContact>> GetManyAsync(IReadOnlyList<string> contactIds, CancellationToken cancellationToken)
    {
        var found = new List<StoredContact>(contactIds.Count);
        foreach (var some in contactIds.Chunk(ReadsAtOnce))
        {
            var contacts = await Task.WhenAll(some.Select(id => GetAsync(id, cancellationToken)));
            found.AddRange(contacts.OfType<StoredContact>());
        }

        return found;
    }

    /// <summary>The contacts that have a key: several share a telephone.</summary>
    public async Task<IReadOnlyList<StoredContact>> FindByKeyAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        var found = new List<StoredContact>();
        var claims = TableKeys.Range(ContactId.ShardOf(key), TableKeys.Key(key));
        await foreach (var claim in _table.QueryAsync<TableEntity>(claims, select: ["Contact"], cancellationToken: cancellationToken))
        {
            if (await GetAsync(claim.GetString("Contact")!, cancellationToken) is { } contact)
            {
                found.Add(contact);
            }
        }

        return [.. found.DistinctBy(contact => contact.Contact.Id)];
    }

    /// <summary>A page of all contacts that fit, shard by shard.</summary>
    public async Task<Page<StoredContact>> ListAsync(Paging paging, Func<Contact, bool> fits, CancellationToken cancellationToken)
    {
        var items = new List<StoredContact>();
        var after = paging.Continuation ?? "";
        foreach (var shard in ContactId.Shards.Where(shard => after.Length < 2 || string.CompareOrdinal(shard, after[..2]) >= 0))
        {
            var filter = after.StartsWith(shard, StringComparison.Ordinal)
                ? TableKeys.RangeAfter(shard, "c|", TableKeys.Contact(after))
                : TableKeys.Range(shard, "c|");
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                if (row.GetString(ContactRow.MergedInto) is not null || ContactRow.Read(row) is not { } contact || !fits(contact))
                {
                    continue;
                }

                if (items.Count == paging.Take)
                {
                    return new Page<StoredContact>(items, Paging.Encode(items[^1].Contact.Id));
                }

                items.Add(new StoredContact(contact, row));
            }
        }

        return new Page<StoredContact>(items, null);
    }

    private static TableTransactionAction Claim(IdentityKey key, string contactId) =>
        new(
            TableTransactionActionType.Add,
            new TableEntity(ContactId.ShardOf(key), TableKeys.Key(key)) { ["Contact"] = contactId, ["Kind"] = key.Kind.ToString() });

    // Absorbed contacts point to the survivor before it takes them in: a redirect it does not name yet is finished by whoever follows it.
    private async Task<bool> RedirectAsync(Resolution resolution, ContactLook look)
    {
        foreach (var absorbed in resolution.Absorbed)
        {
            var old = look.RowOf(absorbed.Id);
            var row = ContactRow.Of(absorbed, old, mergedInto: resolution.Contact.Id);
            var action = old is null
                ? new TableTransactionAction(TableTransactionActionType.Add, row)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, old.ETag);
            if (!(await _commits.SubmitAsync(ContactId.ShardOf(absorbed.Id), [action])).IsApplied)
            {
                return false;
            }
        }

        return true;
    }

    private async Task LookUpAsync(ContactLook look, IReadOnlyList<IdentityKey> keys, string captureId, CancellationToken cancellationToken)
    {
        var claims = await Task.WhenAll(keys.Select(async key => (key, owner: await ReadClaimAsync(key, cancellationToken))));
        foreach (var (key, owner) in claims)
        {
            if (owner is not null)
            {
                look.Claim(key, await FollowAsync(look, owner, captureId, cancellationToken) ?? owner);
            }
        }
    }

    private async Task<string?> ReadClaimAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        var claim = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(key), TableKeys.Key(key), ["Contact"], cancellationToken);
        return claim.HasValue ? claim.Value!.GetString("Contact") : null;
    }

    /// <summary>Reads a contact into the look, and the one it was merged into; the id found at the end, or null when there is none.</summary>
    private async Task<string?> FollowAsync(ContactLook look, string contactId, string? captureId, CancellationToken cancellationToken)
    {
        var partOf = new List<Contact>();
        for (var id = contactId; ;)
        {
            if (look.Has(id))
            {
                look.Absorb(id, partOf);
                return id;
            }

            var shard = ContactId.ShardOf(id);
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(shard, TableKeys.Contact(id), cancellationToken: cancellationToken);
            if (!found.HasValue)
            {
                return null;
            }

            var row = found.Value!;
            if (row.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                look.Add(new StoredContact(ContactRow.Read(row), row));
                look.Absorb(id, partOf);
                return id;
            }

            // A retry of what was filed under the absorbed contact must find that it was.
            look.WasApplied |= captureId is not null && await HasAppliedAsync(shard, captureId, cancellationToken);
            partOf.Add(ContactRow.Read(row));
            id = survivor;
        }
    }

    private async Task<bool> HasAppliedAsync(string shard, string captureId, CancellationToken cancellationToken) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(shard, TableKeys.Inbox(captureId), ["Contact"], cancellationToken)).HasValue;
}
