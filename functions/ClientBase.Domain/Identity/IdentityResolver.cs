using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity;

/// <summary>What the base knows about the keys of a capture.</summary>
/// <param name="Claims">Which contact each key belongs to; keys nobody has are absent.</param>
/// <param name="Contacts">
/// The contacts named by the claims, by id. One may be missing: a crash after its claim, before the contact itself was written.
/// </param>
public sealed record KnownPeople(IReadOnlyDictionary<IdentityKey, string> Claims, IReadOnlyDictionary<string, Contact> Contacts)
{
    /// <summary>Nobody has any of the keys.</summary>
    public static KnownPeople Nobody { get; } = new(new Dictionary<IdentityKey, string>(), new Dictionary<string, Contact>());
}

/// <summary>Which contact a capture belongs to, and what must be stored.</summary>
/// <param name="Contact">The contact with the capture and all it absorbs joined in.</param>
/// <param name="NewClaims">Keys to claim for it that nobody has yet.</param>
/// <param name="Absorbed">Contacts that turned out to be the same person.</param>
public sealed record Resolution(Contact Contact, IReadOnlyList<IdentityKey> NewClaims, IReadOnlyList<Contact> Absorbed);

/// <summary>Decides which contact a capture belongs to.</summary>
/// <remarks>
/// Any key in common makes one person, with two exceptions: two different customer ids of one shop are two people, and a telephone used
/// with different names is shared by several people and proves nothing.
/// </remarks>
public static class IdentityResolver
{
    /// <summary>The keys a capture can be recognised by, strongest first.</summary>
    public static IReadOnlyList<IdentityKey> KeysOf(CapturedEvent capture) => [.. capture.Says.Keys];

    /// <summary>Further keys to look up when a telephone belongs to somebody else: people who share one are known by their names.</summary>
    public static IEnumerable<IdentityKey> KeysToAskNext(CapturedEvent capture, KnownPeople known) =>
        KeysOf(capture)
            .Where(key => key.Kind == IdentityKind.Phone && Owner(key, known) is { } owner && IsBarred(owner, capture.Says, key))
            .Select(key => Named(key, capture));

    /// <summary>Files the capture under the contact it belongs to, creating or merging as needed.</summary>
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

        // The contact known longest survives. One that was claimed but never written comes last.
        var survivor = found
            .OrderByDescending(WasKnown)
            .ThenBy(one => one.FirstSeen?.Said)
            .ThenBy(one => one.Id, StringComparer.Ordinal)
            .First();
        var absorbed = found.Where(one => one.Id != survivor.Id).ToList();
        var mergedFrom = person.MergedFrom.Union(absorbed.Where(WasKnown).Select(one => one.Id));
        var joined = person with { Id = survivor.Id, MergedFrom = mergedFrom };
        return new Resolution(joined, claims, absorbed);
    }

    private static Contact? Owner(IdentityKey key, KnownPeople known)
    {
        if (!known.Claims.TryGetValue(key, out var id))
        {
            return null;
        }

        // A crash left the claim without its contact. Whoever comes next with this key gets that contact.
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
