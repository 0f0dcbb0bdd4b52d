using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>A contact and the row it was read from, whose ETag a change of it must match.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Row">Its row.</param>
public sealed record StoredContact(Contact Contact, TableEntity Row)
{
    /// <summary>Ids of the segments it is in, sorted.</summary>
    public IReadOnlyList<string> Segments => Row.GetString(ContactRow.Segments)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>R, F and M digit, such as <c>545</c>; null for who never bought or was not computed yet.</summary>
    public string? Rfm => Row.GetString(ContactRow.Rfm);
}

/// <summary>What was found when asking whose some keys are: the ground a resolution is decided on.</summary>
public sealed class ContactLook
{
    private readonly Dictionary<IdentityKey, string> _claims = [];
    private readonly Dictionary<string, StoredContact> _contacts = new(StringComparer.Ordinal);

    /// <summary>The part that decides.</summary>
    public KnownPeople People => new(_claims, _contacts.ToDictionary(contact => contact.Key, contact => contact.Value.Contact));

    /// <summary>True when the capture asked about was applied to a contact that has been merged since.</summary>
    public bool WasApplied { get; internal set; }

    internal void Claim(IdentityKey key, string contactId) => _claims[key] = contactId;

    internal IEnumerable<IdentityKey> ClaimsOf(string contactId) => _claims.Where(claim => claim.Value == contactId).Select(claim => claim.Key);

    internal bool Has(string contactId) => _contacts.ContainsKey(contactId);

    internal void Add(StoredContact stored) => _contacts[stored.Contact.Id] = stored;

    internal StoredContact StoredOf(string contactId) => _contacts[contactId];

    internal TableEntity? RowOf(string contactId) => _contacts.TryGetValue(contactId, out var stored) ? stored.Row : null;

    /// <summary>Finishes merges that were cut short: takes in those the contact does not name yet.</summary>
    internal void Absorb(string contactId, List<Contact> parts)
    {
        var stored = _contacts[contactId];
        foreach (var part in parts.Where(part => part.FirstSeen is not null && !stored.Contact.MergedFrom.Contains(part.Id)))
        {
            var joined = stored.Contact.Join(part);
            stored = stored with { Contact = joined with { MergedFrom = joined.MergedFrom.Add(part.Id) } };
        }

        _contacts[contactId] = stored;
    }
}
