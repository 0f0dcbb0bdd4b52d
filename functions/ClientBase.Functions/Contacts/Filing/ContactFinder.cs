using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Looks up whose the keys of a capture are.</summary>
internal sealed class ContactFinder(TableServiceClient service)
{
    private static readonly string[] ContactOnly = [ClaimRow.Contact];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Who has the keys of a capture, with the orders it speaks of.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="trustsNewOrders">
    /// Takes an order that the person found does not have for a new one, without a look-up: if it is somebody else's, its claim is refused.
    /// </param>
    public async Task<FoundPeople> FindAsync(CapturedEvent capture, bool trustsNewOrders, CancellationToken cancellationToken)
    {
        var found = new FoundPeople { IsLookedUp = true };
        var keys = IdentityResolver.KeysOf(capture);

        // The strongest key first: what the contact found by it lists itself needs no look-up of its own.
        await LookUpAsync(found, [.. keys.Take(1)], capture.Id, cancellationToken);
        await ReadOrdersAsync(found, capture, cancellationToken);
        var open = new List<IdentityKey>();
        foreach (var key in keys.Skip(1))
        {
            if (found.Contacts.FirstOrDefault(stored => Lists(stored.Contact, key) || found.HasOrder(stored.Contact, key)) is { } owner)
            {
                found.AddClaim(key, owner.Contact.Id);
            }
            else if (key.Kind != IdentityKind.Order || !trustsNewOrders || !found.Contacts.Any())
            {
                open.Add(key);
            }
        }

        await LookUpAsync(found, open, capture.Id, cancellationToken);
        await LookUpAsync(found, [.. IdentityResolver.KeysToAskNext(capture, found.People)], capture.Id, cancellationToken);
        await ReadOrdersAsync(found, capture, cancellationToken);
        return found;
    }

    /// <summary>Reads the orders a capture speaks of, of all contacts found so far.</summary>
    public Task ReadOrdersAsync(FoundPeople found, CapturedEvent capture, CancellationToken cancellationToken) => Task.WhenAll(
        from stored in found.Contacts.ToList()
        from contactId in stored.Contact.MergedFrom.Append(stored.Contact.Id)
        from orderKey in capture.Says.Orders.Keys
        where !found.HasAskedFor(contactId, orderKey)
        select ReadOrderAsync(found, contactId, orderKey, cancellationToken));

    private async Task ReadOrderAsync(FoundPeople found, string contactId, string orderKey, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), OrderRow.Key(contactId, orderKey), cancellationToken: cancellationToken);
        if (row.HasValue)
        {
            found.AddOrder(contactId, orderKey, OrderRow.Read(row.Value!).Order, row.Value!.ETag);
        }
        else
        {
            found.AddMissingOrder(contactId, orderKey);
        }
    }

    private async Task LookUpAsync(FoundPeople found, IReadOnlyList<IdentityKey> keys, string captureId, CancellationToken cancellationToken)
    {
        var claims = await Task.WhenAll(keys.Select(key => ReadClaimAsync(key, cancellationToken)));
        foreach (var (key, claim) in keys.Zip(claims).Where(one => one.Second is not null))
        {
            var claimedFor = claim!.GetString(ClaimRow.Contact)!;
            found.AddClaim(key, await FollowAsync(found, claimedFor, captureId, cancellationToken) ?? claimedFor, claim);
        }
    }

    private async Task<TableEntity?> ReadClaimAsync(IdentityKey key, CancellationToken cancellationToken)
    {
        var claim = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken: cancellationToken);
        return claim.HasValue ? RowVersions.Known(claim.Value!) : null;
    }

    /// <summary>Reads a contact, and the one it was merged into; the id found at the end, or null when there is none.</summary>
    private async Task<string?> FollowAsync(FoundPeople found, string contactId, string captureId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var partOf = new List<Contact>();
            if (await FollowAsync(found, partOf, contactId, captureId, cancellationToken) is not { } id)
            {
                return null;
            }

            // A merge that was undone while we followed it is not an unfinished one: what was absorbed stands on its own by now.
            if (!partOf.Any(part => found.WasTakenApart(id, part)))
            {
                found.FinishMerges(id, partOf);
                return id;
            }
        }
    }

    private async Task<string?> FollowAsync(
        FoundPeople found, List<Contact> partOf, string contactId, string captureId, CancellationToken cancellationToken)
    {
        for (var id = contactId; ;)
        {
            if (found.Has(id))
            {
                return id;
            }

            var shard = ContactId.ShardOf(id);
            var read = await _table.GetEntityIfExistsAsync<TableEntity>(shard, ContactRow.Key(id), cancellationToken: cancellationToken);
            if (!read.HasValue)
            {
                return null;
            }

            var row = read.Value!;
            if (ContactRow.IsBeingErased(row))
            {
                found.IsBeingErased = true;
                return null;
            }

            if (row.GetString(ContactRow.MergedInto) is not { } survivor)
            {
                found.Add(new StoredContact(ContactRow.Read(row), row.ETag));
                return id;
            }

            // A retry of what was filed under the absorbed contact must find that it was.
            found.WasFiled |= await IsFiledAsync(shard, captureId, cancellationToken);
            if (ContactRow.Read(row) is { FirstSeen: not null } part)
            {
                partOf.Add(part);
            }

            id = survivor;
        }
    }

    private async Task<bool> IsFiledAsync(string shard, string captureId, CancellationToken cancellationToken) =>
        (await _table.GetEntityIfExistsAsync<TableEntity>(shard, InboxRow.Key(captureId), ContactOnly, cancellationToken)).HasValue;

    private static bool Lists(Contact contact, IdentityKey key) => key.Kind switch
    {
        IdentityKind.Email => contact.Emails.ContainsKey(key.Value),
        IdentityKind.Phone => contact.Phones.ContainsKey(key.Value),
        IdentityKind.ShopCustomer => contact.ExternalIds.ContainsKey(key.Value),
        _ => false,
    };
}
