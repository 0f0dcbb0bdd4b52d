using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity;

/// <summary>What the base knows about the keys of a capture.</summary>
/// <param name="Claims">Which contact each key belongs to; keys nobody has are absent.</param>
/// <param name="Contacts">The contacts named by the claims, by id. One may be missing: its founder was cut short after the claim.</param>
public sealed record KnownPeople(IReadOnlyDictionary<IdentityKey, string> Claims, IReadOnlyDictionary<string, Contact> Contacts)
{
    /// <summary>Nobody has any of the keys.</summary>
    public static KnownPeople Nobody { get; } = new(new Dictionary<IdentityKey, string>(), new Dictionary<string, Contact>());
}

/// <summary>Whose a capture is, and what the base must hold after it.</summary>
/// <param name="Contact">The contact with the capture and all it absorbs joined in.</param>
/// <param name="NewClaims">Keys to claim for it that nobody has yet.</param>
/// <param name="Absorbed">Contacts that turned out to be the same person.</param>
public sealed record Resolution(Contact Contact, IReadOnlyList<IdentityKey> NewClaims, IReadOnlyList<Contact> Absorbed);

/// <summary>Decides whose a capture is.</summary>
/// <remarks>
/// Any key in common makes one person, except: two different customer ids of one shop are two people, and a telephone shared by people
/// whose names differ is shared, not proof.
/// </remarks>
public static class IdentityResolver
{
    /// <summary>The keys a capture can be recognised by, strongest first.</summary>
    public static IReadOnlyList<IdentityKey> KeysOf(CapturedEvent capture) => [.. capture.Says.Keys];

    /// <summary>Further keys to look up, when a telephone turns out to be somebody else's: its people are told apart by name.</summary>
    public static IEnumerable<IdentityKey> KeysToAskNext(CapturedEvent capture, KnownPeople known) =>
        KeysOf(capture)
            .Where(key => key.Kind == IdentityKind.Phone && Owner(key, known) is { } owner && IsBarred(owner, capture.Says, key))
            .Select(key => Named(key, capture));

    /// <summary>Files the capture under the contact it belongs to, founding or merging as needed.</summary>
    public static Resolution Resolve(CapturedEvent capture, KnownPeople known)
    {
        var person = capture.Says;
        var found = new List<Contact>();
        var named = KeysToAskNext(capture, known).ToList();
        foreach (var key in KeysOf(capture).Concat(named))
        {
            if (Owner(key, known) is { } owner && found.All(one => one.Id != owner.Id) && !IsBarred(owner, person, key))
            {
                found.Add(owner);
                person = person.Join(owner);
            }
        }

        var claims = KeysOf(capture).Concat(named).Where(key => !known.Claims.ContainsKey(key)).ToList();
        if (found.Count == 0)
        {
            return new Resolution(person with { Id = ContactId.Found(claims[0], capture.Id) }, claims, []);
        }

        // The longest known survives; one that was only claimed so far was never known.
        var survivor = found.OrderByDescending(WasKnown).ThenBy(one => one.FirstSeen?.Said).ThenBy(one => one.Id, StringComparer.Ordinal).First();
        var absorbed = found.Where(one => one.Id != survivor.Id).ToList();
        var joined = person with { Id = survivor.Id, MergedFrom = person.MergedFrom.Union(absorbed.Where(WasKnown).Select(one => one.Id)) };
        return new Resolution(joined, claims, absorbed);
    }

    private static Contact? Owner(IdentityKey key, KnownPeople known)
    {
        if (!known.Claims.TryGetValue(key, out var id))
        {
            return null;
        }

        // A claim whose contact was never written is adopted by whoever comes next.
        return known.Contacts.TryGetValue(id, out var contact) ? contact : new Contact { Id = id };
    }

    private static bool WasKnown(Contact contact) => contact.FirstSeen is not null;

    private static bool IsBarred(Contact owner, Contact person, IdentityKey foundBy) =>
        HasOtherIdOfOneShop(owner, person) || (foundBy.Kind == IdentityKind.Phone && !owner.Name.AgreesWith(person.Name));

    private static bool HasOtherIdOfOneShop(Contact owner, Contact person) =>
        owner.ExternalIds.Keys.Any(mine => person.ExternalIds.Keys.Any(theirs => mine != theirs && ShopOf(mine) == ShopOf(theirs)));

    private static string ShopOf(string externalId) => externalId[..externalId.IndexOf(':', StringComparison.Ordinal)];

    private static IdentityKey Named(IdentityKey phone, CapturedEvent capture) =>
        new(IdentityKind.NamedPhone, phone.Value, capture.Says.Name.Folded);
}
