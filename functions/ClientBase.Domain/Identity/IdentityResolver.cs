using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Domain.Identity;

/// <summary>Who has an identity key.</summary>
/// <param name="ContactId">The contact it is claimed for.</param>
public abstract record KeyOwner(string ContactId);

/// <summary>A contact has the key.</summary>
/// <param name="Contact">The contact.</param>
public sealed record OwnedKey(Contact Contact) : KeyOwner(Contact.Id);

/// <summary>
/// The key was claimed for a contact that was never written: whoever claimed it crashed, or found that it knows the person.
/// </summary>
/// <param name="ContactId">The id it was claimed for.</param>
/// <param name="IsAdopted">Somebody has taken the claim over and may be about to write the contact.</param>
public sealed record ClaimedKey(string ContactId, bool IsAdopted) : KeyOwner(ContactId)
{
    /// <summary>Who that contact is to be, as far as it tells people apart; nothing where the claim does not say.</summary>
    public Contact For { get; init; } = new() { Id = ContactId };
}

/// <summary>What the base knows about the keys of a capture; keys that nobody has are absent.</summary>
public sealed record KnownPeople(IReadOnlyDictionary<IdentityKey, KeyOwner> Owners)
{
    /// <summary>Nobody has any of the keys.</summary>
    public static KnownPeople Nobody { get; } = new(new Dictionary<IdentityKey, KeyOwner>());
}

/// <summary>Which contact a capture belongs to, and what must be stored.</summary>
/// <param name="Contact">The contact with the capture and all it absorbs joined in.</param>
/// <param name="NewClaims">Keys to claim for it that nobody has yet.</param>
public sealed record Resolution(Contact Contact, IReadOnlyList<IdentityKey> NewClaims)
{
    /// <summary>Contacts that turned out to be the same person.</summary>
    public IReadOnlyList<Contact> Absorbed { get; init; } = [];

    /// <summary>
    /// Keys that this same capture claimed in an earlier try, for a contact it never wrote, or that were claimed for somebody who cannot
    /// have them: they move to this contact.
    /// </summary>
    public IReadOnlyList<IdentityKey> MovedClaims { get; init; } = [];

    /// <summary>
    /// Keys that another capture claimed for this contact and never wrote it: to be taken over before this contact is written.
    /// </summary>
    public IReadOnlyList<IdentityKey> AdoptedClaims { get; init; } = [];

    /// <summary>Ids that another capture may be about to write, though its keys are this person's: they become redirects to it.</summary>
    public IReadOnlyList<string> Redirected { get; init; } = [];
}

/// <summary>Decides which contact a capture belongs to.</summary>
/// <remarks>
/// Any key in common makes one person, with three exceptions: two different customer ids of one shop are two people, a telephone used
/// with different names is shared by several people and proves nothing, and two whose merge was undone stay two.
/// </remarks>
public static class IdentityResolver
{
    private static readonly string[] NameFields = [ContactFields.FirstName, ContactFields.LastName, ContactFields.Patronymic];

    /// <summary>The keys a capture can be recognised by, strongest first.</summary>
    public static IReadOnlyList<IdentityKey> KeysOf(CapturedEvent capture) => [.. capture.Says.Keys];

    /// <summary>Every key that a capture may be claimed under: also its telephones together with its name.</summary>
    public static IEnumerable<IdentityKey> ClaimableKeysOf(CapturedEvent capture) => KeysOf(capture)
        .SelectMany<IdentityKey, IdentityKey>(key => key.Kind == IdentityKind.Phone ? [key, Named(key, capture.Says)] : [key]);

    /// <summary>
    /// The telephones of a capture together with its name, if it has one. One of them may have been claimed by an earlier try that took
    /// its telephone for somebody else's.
    /// </summary>
    public static IEnumerable<IdentityKey> NamedPhonesOf(CapturedEvent capture, Contact? about = null)
    {
        var person = Person(capture, about);
        return person.Name.Folded.Length == 0
            ? []
            : KeysOf(capture).Where(key => key.Kind == IdentityKind.Phone).Select(key => Named(key, person));
    }

    /// <summary>Further keys to look up when a telephone belongs to somebody else: people who share one are known by their names.</summary>
    public static IEnumerable<IdentityKey> KeysToAskNext(CapturedEvent capture, KnownPeople known, Contact? about = null)
    {
        var person = Person(capture, about);
        return KeysOf(capture)
            .Where(key => key.Kind == IdentityKind.Phone && Holder(key, known) is { } holder && holder.Id != about?.Id
                && IsBarred(holder, person, key))
            .Select(key => Named(key, person));
    }

    /// <summary>Whether a capture is nobody's: the change of a cart that no known person has. There is nothing to file.</summary>
    public static bool IsNobodys(CapturedEvent capture, KnownPeople known) =>
        KeysOf(capture).All(key => key.Kind == IdentityKind.Cart && Owner(key, known) is null);

    /// <summary>
    /// The contact that keeps somebody else from having a key of a capture; null when nobody does. Filed all the same, the two would list
    /// one key. A telephone may be of several people.
    /// </summary>
    public static Contact? WhoseElse(CapturedEvent capture, KnownPeople known, Resolution resolution) => KeysOf(capture)
        .Select(key => (key.Kind, Owner: Owner(key, known)))
        .Where(key => key.Owner is { } owner && owner.Id != resolution.Contact.Id && !resolution.Contact.MergedFrom.Contains(owner.Id)
            && (key.Kind != IdentityKind.Phone || ApartMark.Bars(owner, resolution.Contact)))
        .Select(key => key.Owner).FirstOrDefault();

    /// <summary>Files the capture under the contact it belongs to, creating or merging as needed.</summary>
    /// <param name="capture">The capture.</param>
    /// <param name="known">Who has its keys.</param>
    /// <param name="about">The contact it names by its id; null: its keys tell whose it is.</param>
    public static Resolution Resolve(CapturedEvent capture, KnownPeople known, Contact? about = null)
    {
        var person = Person(capture, about);
        List<Contact> found = about is null ? [] : [about];
        List<IdentityKey> keys = [.. KeysOf(capture), .. KeysToAskNext(capture, known, about)];
        var left = NamedPhonesOf(capture, about).Except(keys)
            .Where(key => known.Owners.GetValueOrDefault(key) is ClaimedKey claim && IsOwn(claim, capture)).ToList();
        foreach (var key in keys)
        {
            if (Owner(key, known) is { } owner && found.All(one => one.Id != owner.Id) && !IsBarred(owner, person, key)
                && !found.Any(one => ApartMark.Bars(one, owner)))
            {
                found.Add(owner);
                person = person.Join(owner);
            }
        }

        var claims = keys.Where(key => !known.Owners.ContainsKey(key) && IsToClaim(key, capture.Says, person)).ToList();
        var claimed = keys.Where(key => known.Owners.GetValueOrDefault(key) is ClaimedKey claim && IsToTake(key, claim, capture, person))
            .Concat(left).ToDictionary(key => key, key => (ClaimedKey)known.Owners[key]);
        var astray = keys.Where(key => IsAstray(key, known, person)).ToList();
        var id = found.Count > 0
            ? Survivor(found).Id
            : claimed.Values.FirstOrDefault()?.ContactId ?? ContactId.Found(claims.Concat(astray).First(), capture.Id);
        var absorbed = found.Where(one => one.Id != id).ToList();
        var elsewhere = claimed.Where(claim => claim.Value.ContactId != id).ToList();
        return new Resolution(
            person with { Id = id, MergedFrom = person.MergedFrom.Union(absorbed.Select(one => one.Id)) },
            claims)
        {
            Absorbed = absorbed,
            MovedClaims = [.. elsewhere.Where(claim => IsOwn(claim.Value, capture)).Select(claim => claim.Key), .. astray],
            AdoptedClaims =
            [
                .. claimed.Where(claim => claim.Value.ContactId == id && !IsOwn(claim.Value, capture)).Select(claim => claim.Key),
            ],
            Redirected = [.. elsewhere.Where(claim => !IsOwn(claim.Value, capture)).Select(claim => claim.Value.ContactId).Distinct()],
        };
    }

    // A customer id that was claimed for somebody who turned out to have another one of that shop before it was written: it can never be
    // theirs any more.
    private static bool IsAstray(IdentityKey key, KnownPeople known, Contact person) =>
        key.Kind == IdentityKind.ShopCustomer && Owner(key, known) is { } owner && !owner.ExternalIds.ContainsKey(key.Value)
        && MergeRules.ShopOfTwoIds(owner, person) is not null;

    // A cart finds its person later on, as long as it is open: one that ended needs no finding.
    private static bool IsToClaim(IdentityKey key, Contact says, Contact person) =>
        key.Kind != IdentityKind.Cart || (person.IsSomebody && says.Carts[key.Value].IsOpen);

    // Whoever claims a cart is not thereby the person of another event on it; nor does a telephone that is claimed join two names.
    private static bool IsToTake(IdentityKey key, ClaimedKey claim, CapturedEvent capture, Contact person) =>
        IsOwn(claim, capture) || (key.Kind != IdentityKind.Cart && !IsBarred(claim.For, person, key));

    /// <summary>Whose id remains when several turn out to be one: the contact known longest.</summary>
    public static Contact Survivor(IEnumerable<Contact> found) => found
        .OrderBy(one => one.FirstSeen?.Said)
        .ThenBy(one => one.Id, StringComparer.Ordinal)
        .First();

    /// <summary>What a claim must say of a contact that is not written yet: all that tells it from others who have the key.</summary>
    public static Contact ToldApartBy(Contact contact) => new()
    {
        Id = contact.Id,
        Fields = contact.Fields.RemoveRange(contact.Fields.Keys.Except(NameFields)),
        ExternalIds = contact.ExternalIds,
    };

    private static Contact? Holder(IdentityKey key, KnownPeople known) => known.Owners.GetValueOrDefault(key) switch
    {
        OwnedKey owned => owned.Contact,
        ClaimedKey claimed => claimed.For,
        _ => null,
    };

    private static Contact? Owner(IdentityKey key, KnownPeople known) => (known.Owners.GetValueOrDefault(key) as OwnedKey)?.Contact;

    // Nobody else can write that contact: its founding key is somebody else's, and only who adopts a claim writes without founding.
    private static bool IsOwn(ClaimedKey claim, CapturedEvent capture) =>
        !claim.IsAdopted && ContactId.IsFoundedBy(claim.ContactId, capture.Id);

    private static bool IsBarred(Contact owner, Contact person, IdentityKey foundBy) =>
        MergeRules.ShopOfTwoIds(owner, person) is not null
        || (foundBy.Kind == IdentityKind.Phone && !owner.Name.AgreesWith(person.Name))
        || (foundBy.Kind == IdentityKind.Cart && person.IsSomebody);

    private static Contact Person(CapturedEvent capture, Contact? about) => about is null ? capture.Says : capture.Says.Join(about);

    private static IdentityKey Named(IdentityKey phone, Contact person) => new(IdentityKind.NamedPhone, phone.Value, person.Name.Folded);
}
