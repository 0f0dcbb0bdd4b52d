using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A contact, without its orders, and the version of its row, which a change of it must match.</summary>
public sealed record StoredContact(Contact Contact, ETag ETag);

/// <summary>What was found when asking whose the keys of a capture are: what a filing is decided on.</summary>
internal sealed class FoundPeople
{
    private readonly Dictionary<IdentityKey, (string ContactId, TableEntity? Claim)> _claims = [];
    private readonly Dictionary<string, StoredContact> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Contact> _asStored = new(StringComparer.Ordinal);
    private readonly Dictionary<(string ContactId, string OrderKey), (OrderState Order, ETag ETag)> _orders = [];
    private readonly Dictionary<(string ContactId, string CartKey), StoredCart> _carts = [];
    private readonly HashSet<(string ContactId, string RowKey)> _askedFor = [];
    private readonly HashSet<(string ContactId, string PartId)> _finished = [];

    /// <summary>True when the capture was filed before, under a contact that has been merged since.</summary>
    public bool WasFiled { get; set; }

    /// <summary>True when storage was asked; false when only memory was.</summary>
    public bool IsLookedUp { get; init; }

    /// <summary>True when somebody is being erased who has one of the keys.</summary>
    public bool IsBeingErased { get; set; }

    /// <summary>The part that decides.</summary>
    public KnownPeople People => new(_claims.ToDictionary(claim => claim.Key, claim => OwnerOf(claim.Value.ContactId, claim.Value.Claim)));

    public IEnumerable<StoredContact> Contacts => _contacts.Values;

    public void AddClaim(IdentityKey key, string contactId, TableEntity? claim = null) => _claims[key] = (contactId, claim);

    public void Add(StoredContact stored)
    {
        _contacts[stored.Contact.Id] = stored;
        _asStored[stored.Contact.Id] = stored.Contact;
    }

    public void AddOrder(string contactId, string orderKey, OrderState order, ETag etag)
    {
        lock (_orders)
        {
            _orders[(contactId, orderKey)] = (order, etag);
        }
    }

    public void AddCart(StoredCart cart)
    {
        lock (_carts)
        {
            _carts[(cart.ContactId, cart.Key)] = cart;
        }
    }

    /// <summary>Notes that a contact's row is asked for; false when it was before.</summary>
    public bool Ask(string contactId, string rowKey) => _askedFor.Add((contactId, rowKey));

    /// <summary>Whether an order is known to be this contact's: it was claimed before its row was written.</summary>
    public bool HasOrder(Contact contact, IdentityKey key) => key.Kind == IdentityKind.Order
        && contact.AllIds.Any(id => _orders.TryGetValue((id, key.Value), out var stored) && !IsElsewhere(stored.Order));

    /// <summary>Whether an order was given to another customer since somebody was remembered who had it.</summary>
    public bool HasOrderElsewhere => _orders.Values.Any(stored => IsElsewhere(stored.Order));

    public bool Has(string contactId) => _contacts.ContainsKey(contactId);

    public StoredContact? Stored(string contactId) => _contacts.GetValueOrDefault(contactId);

    /// <summary>A contact as its row has it: without what a merge that was cut short has still to join.</summary>
    public Contact? AsStored(string contactId) => _asStored.GetValueOrDefault(contactId);

    public bool Knows(IdentityKey key) => _claims.ContainsKey(key);

    /// <summary>The claim's row as it was read.</summary>
    public TableEntity ClaimOf(IdentityKey key) => _claims[key].Claim!;

    public IEnumerable<IdentityKey> ClaimsOf(string contactId) =>
        _claims.Where(claim => claim.Value.ContactId == contactId).Select(claim => claim.Key);

    /// <summary>An order as each of the contacts found has it.</summary>
    public IEnumerable<(string ContactId, OrderState Order)> OrdersOf(string orderKey) =>
        _orders.Where(order => order.Key.OrderKey == orderKey).Select(order => (order.Key.ContactId, order.Value.Order));

    /// <summary>Whether somebody else than these has a claim.</summary>
    public bool IsClaimedByOther(IdentityKey key, IReadOnlySet<string> contactIds) =>
        _claims.TryGetValue(key, out var claim) && !contactIds.Contains(claim.ContactId);

    /// <summary>Whether a claim's row was read; otherwise whose it is follows from what else is known, or remembered.</summary>
    public bool HasClaim(IdentityKey key) => _claims.TryGetValue(key, out var claim) && claim.Claim is not null;

    /// <summary>The version of an order's row; null when this contact has none.</summary>
    public ETag? OrderETag(string contactId, string orderKey) =>
        _orders.TryGetValue((contactId, orderKey), out var order) ? order.ETag : null;

    /// <summary>Whether a contact that pointed to this one was taken apart from it again.</summary>
    public bool WasTakenApart(string contactId, Contact part) =>
        _contacts[contactId].Contact is var survivor && !survivor.MergedFrom.Contains(part.Id) && ApartMark.Bars(survivor, part);

    /// <summary>A cart as this contact has it; null when it has none.</summary>
    public StoredCart? CartOf(string contactId, string cartKey) => _carts.GetValueOrDefault((contactId, cartKey));

    /// <summary>A cart as all the contacts found have it.</summary>
    public IEnumerable<StoredCart> CartsOf(string cartKey) => _carts.Values.Where(cart => cart.Key == cartKey);

    /// <summary>Takes in what a merge that was cut short has not joined yet.</summary>
    public void FinishMerges(string contactId, List<Contact> parts)
    {
        var stored = _contacts[contactId];
        foreach (var part in parts.Where(part => !stored.Contact.MergedFrom.Contains(part.Id)))
        {
            var joined = stored.Contact.Join(part);
            stored = stored with { Contact = joined with { MergedFrom = joined.MergedFrom.Add(part.Id) } };
            _finished.Add((contactId, part.Id));
        }

        _contacts[contactId] = stored;
    }

    /// <summary>Contacts that a merge cut short had not joined yet, and that are joined now.</summary>
    public IEnumerable<string> FinishedMergesOf(string contactId) =>
        _finished.Where(merge => merge.ContactId == contactId).Select(merge => merge.PartId);

    private static bool IsElsewhere(OrderState order) => order.Version is { IsElsewhere: true };

    private KeyOwner OwnerOf(string contactId, TableEntity? claim) => _contacts.TryGetValue(contactId, out var stored)
        ? new OwnedKey(stored.Contact)
        : new ClaimedKey(contactId, claim?.GetBoolean(ClaimRow.IsAdopted) == true)
        {
            For = claim is null ? new Contact { Id = contactId } : ClaimRow.PersonOf(claim, contactId),
        };
}
