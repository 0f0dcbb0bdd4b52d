using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>Looks up whose the keys of a capture are.</summary>
internal sealed class ContactFinder(TableServiceClient service)
{
    private static readonly string[] InboxOnly = [InboxRow.Contact];

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Who has the keys of a capture, with the orders and carts it speaks of.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="isRetry">
    /// What was found before turned out to be outdated. At first no claim of an order is asked for where the person is known: one that is
    /// not theirs is taken for a new one, and if it is somebody else's, its claim is refused, or has to be read to be taken over.
    /// </param>
    public async Task<FoundPeople> FindAsync(CapturedEvent capture, bool isRetry, CancellationToken cancellationToken)
    {
        var found = new FoundPeople { IsLookedUp = true };
        var keys = IdentityResolver.KeysOf(capture);

        // The strongest key first: what the contact found by it lists itself needs no look-up of its own.
        await LookUpAsync(found, [.. keys.Take(1)], capture.Id, cancellationToken);
        await ReadPartsAsync(found, capture, cancellationToken);
        var open = new List<IdentityKey>();
        foreach (var key in keys.Skip(1))
        {
            if (!(isRetry && key.Kind == IdentityKind.Order) && OwnerOf(found, key) is { } owner)
            {
                found.AddClaim(key, owner.Contact.Id);
            }
            else if (IsToLookUp(found, capture, key, isRetry))
            {
                open.Add(key);
            }
        }

        await LookUpAsync(found, open, capture.Id, cancellationToken);
        await LookUpAsync(found, [.. NamedPhonesToAsk(found, capture, null, isRetry)], capture.Id, cancellationToken);
        await ReadPartsAsync(found, capture, cancellationToken);
        return found;
    }

    /// <summary>The contact that a capture names by its id, or the one it is part of by now; nobody when there is none.</summary>
    public async Task<(FoundPeople Found, Contact? About)> FindAsync(
        string contactId, string captureId, CancellationToken cancellationToken)
    {
        var found = new FoundPeople { IsLookedUp = true };
        var id = ContactId.IsValid(contactId) ? await FollowAsync(found, contactId, captureId, cancellationToken) : null;
        return (found, id is not null && found.Stored(id) is { Contact: { IsSomebody: true } about } ? about : null);
    }

    /// <summary>Who else has the keys of a capture about a contact.</summary>
    public async Task AddOwnersAsync(
        FoundPeople found, CapturedEvent capture, Contact about, bool isRetry, CancellationToken cancellationToken)
    {
        var keys = IdentityResolver.KeysOf(capture);
        foreach (var key in keys.Where(key => Lists(about, key)))
        {
            found.AddClaim(key, about.Id);
        }

        await LookUpAsync(found, [.. keys.Where(key => !Lists(about, key))], capture.Id, cancellationToken);
        await LookUpAsync(found, [.. NamedPhonesToAsk(found, capture, about, isRetry)], capture.Id, cancellationToken);
    }

    /// <summary>
    /// Whom a capture was filed under before, when it was not the one it looks to be of now: of people who share a telephone, a name may
    /// have
    /// changed since.
    /// </summary>
    public async Task<string?> FiledUnderOtherAsync(
        FoundPeople found, Resolution resolution, string captureId, CancellationToken cancellationToken)
    {
        var contact = resolution.Contact;
        var shards = found.Contacts.Select(stored => stored.Contact.Id)
            .Where(id => id != contact.Id && !contact.MergedFrom.Contains(id))
            .Select(ContactId.ShardOf).Distinct();
        foreach (var shard in shards)
        {
            if (await ReadInboxAsync(shard, captureId, cancellationToken) is { } contactId)
            {
                return contactId;
            }
        }

        return null;
    }

    /// <summary>Reads the orders and carts a capture speaks of, of all contacts found so far.</summary>
    public async Task ReadPartsAsync(FoundPeople found, CapturedEvent capture, CancellationToken cancellationToken)
    {
        var ids = found.Contacts.SelectMany(stored => stored.Contact.MergedFrom.Append(stored.Contact.Id)).ToList();
        var orders =
            from id in ids
            from key in capture.Says.Orders.Keys
            where found.Ask(id, OrderRow.Key(id, key))
            select ReadOrderAsync(found, id, key, cancellationToken);
        await Task.WhenAll(orders.ToList());
        var carts =
            from id in ids
            from cart in FilingCarts.Of(capture, found)
            where found.Ask(id, CartRow.Key(id, cart.Key))
            select ReadCartAsync(found, id, cart.Key, cancellationToken);
        await Task.WhenAll(carts.ToList());
    }

    private async Task ReadOrderAsync(FoundPeople found, string contactId, string orderKey, CancellationToken cancellationToken)
    {
        if (await ReadAsync(contactId, OrderRow.Key(contactId, orderKey), cancellationToken) is { } row)
        {
            found.AddOrder(contactId, orderKey, OrderRow.Read(row).Order, row.ETag);
        }
    }

    private async Task ReadCartAsync(FoundPeople found, string contactId, string cartKey, CancellationToken cancellationToken)
    {
        if (await ReadAsync(contactId, CartRow.Key(contactId, cartKey), cancellationToken) is { } row)
        {
            found.AddCart(new StoredCart(contactId, cartKey, CartRow.Read(row).Cart, row.GetInt64(CartRow.Due), row.ETag));
        }
    }

    private async Task<TableEntity?> ReadAsync(string contactId, string rowKey, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), rowKey, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task LookUpAsync(
        FoundPeople found, IReadOnlyList<IdentityKey> keys, string captureId, CancellationToken cancellationToken)
    {
        var claims = await Task.WhenAll(keys.Select(key => ReadClaimAsync(key, cancellationToken)));
        foreach (var (key, claim) in keys.Zip(claims).Where(one => one.Second is not null))
        {
            var claimedFor = claim!.GetString(ClaimRow.Contact)!;
            found.AddClaim(key, await FollowAsync(found, claimedFor, captureId, cancellationToken) ?? claimedFor, claim);
            await Task.WhenAll(ClaimRow.HadBefore(claim).Select(former => ReadFormerAsync(found, former, key.Value, cancellationToken)));
        }
    }

    // Whoever took an order over may have died before it was filed: what others were told of it still has to go along.
    private Task ReadFormerAsync(FoundPeople found, string former, string orderKey, CancellationToken cancellationToken) =>
        found.Ask(former, OrderRow.Key(former, orderKey))
            ? ReadOrderAsync(found, former, orderKey, cancellationToken)
            : Task.CompletedTask;

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
            found.WasFiled |= await ReadInboxAsync(shard, captureId, cancellationToken) is not null;
            if (ContactRow.Read(row) is { FirstSeen: not null } part)
            {
                partOf.Add(part);
            }

            id = survivor;
        }
    }

    private async Task<string?> ReadInboxAsync(string shard, string captureId, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(shard, InboxRow.Key(captureId), InboxOnly, cancellationToken);
        return row.HasValue ? row.Value!.GetString(InboxRow.Contact) : null;
    }

    // An earlier try may have claimed what is not needed any more.
    private static IEnumerable<IdentityKey> NamedPhonesToAsk(FoundPeople found, CapturedEvent capture, Contact? about, bool isRetry) =>
        isRetry ? IdentityResolver.NamedPhonesOf(capture, about) : IdentityResolver.KeysToAskNext(capture, found.People, about);

    private static bool Lists(Contact contact, IdentityKey key) => key.Kind switch
    {
        IdentityKind.Email => contact.Emails.ContainsKey(key.Value),
        IdentityKind.Phone => contact.Phones.ContainsKey(key.Value),
        IdentityKind.ShopCustomer => contact.ExternalIds.ContainsKey(key.Value),
        _ => false,
    };

    // An order or an open cart that has its row under a contact was claimed for it before the row was written.
    private static StoredContact? OwnerOf(FoundPeople found, IdentityKey key) => found.Contacts.FirstOrDefault(stored =>
        Lists(stored.Contact, key)
        || found.HasOrder(stored.Contact, key)
        || (key.Kind == IdentityKind.Cart && found.CartOf(stored.Contact.Id, key.Value)?.Cart.IsOpen == true));

    private static bool IsToLookUp(FoundPeople found, CapturedEvent capture, IdentityKey key, bool isRetry) => key.Kind switch
    {
        IdentityKind.Order => isRetry || !found.Contacts.Any(),
        IdentityKind.Cart => FilingCarts.Of(capture, found).Any(cart => cart.Key == key.Value),
        _ => true,
    };
}
