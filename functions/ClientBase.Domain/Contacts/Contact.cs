using System.Collections.Immutable;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Contacts;

/// <summary>What is known of one person: the join of all captures filed under them.</summary>
/// <remarks>
/// <see cref="Join"/> is commutative, associative and idempotent. So the order of arrival, repeats and merges cannot change what a set
/// of captures says about a person, and replaying them gives the same <see cref="ContactHash"/>.
/// </remarks>
public sealed record Contact
{
    /// <summary>What is said of an address whose mails come back.</summary>
    public const string Bounced = "bounced";

    private static readonly ImmutableSortedDictionary<string, Stamped<string>> NoFields =
        ImmutableSortedDictionary.Create<string, Stamped<string>>(StringComparer.Ordinal);

    /// <summary>The value of a tag that is set.</summary>
    public const string SetTag = "1";

    /// <summary>Opaque id; empty in a capture whose contact is not known yet.</summary>
    public string Id { get; init; } = "";

    /// <summary>When and where the person was first seen: taken from the earliest capture.</summary>
    public Stamped<string>? FirstSeen { get; init; }

    /// <summary>The time of the latest capture.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Single-valued fields by name (<see cref="ContactFields"/>; the shop's own as <c>custom.{name}</c>).</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Fields { get; init; } = NoFields;

    /// <summary>E-mail addresses in normal form, with when and where each was first given; without those taken off the card.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Emails
    {
        get => WithoutDropped(GivenEmails);
        init => GivenEmails = value;
    }

    /// <summary>Phones in E.164, with when and where each was first given; without those taken off the card.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Phones
    {
        get => WithoutDropped(GivenPhones);
        init => GivenPhones = value;
    }

    /// <summary>All e-mail addresses that were ever given.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> GivenEmails { get; init; } = NoFields;

    /// <summary>All phones that were ever given.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> GivenPhones { get; init; } = NoFields;

    /// <summary>When an address or phone was last given, where that was more than once.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> GivenAgain { get; init; } = NoFields;

    /// <summary>Addresses and phones taken off the card by hand, until somebody gives them again.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Dropped { get; init; } = NoFields;

    /// <summary>
    /// Tags by name. The value is <see cref="SetTag"/>; empty for one that was taken off, so that an older event cannot bring it back.
    /// </summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Tags { get; init; } = NoFields;

    /// <summary>Where the person came from, by <see cref="Touch.Key"/>, with when each was first heard of; the value is its cost.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Sources { get; init; } = NoFields;

    /// <summary>Customer ids as <c>{shop}:{id}</c>, with when and where each was first given.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> ExternalIds { get; init; } = NoFields;

    /// <summary>The latest statement on each subject.</summary>
    public ImmutableDictionary<ConsentSubject, ConsentStatement> Consents { get; init; } =
        ImmutableDictionary<ConsentSubject, ConsentStatement>.Empty;

    /// <summary>
    /// Orders by <c>{shop}:{order id}</c>. In storage each is a row of its own, and a contact is read with those that are asked for.
    /// </summary>
    public ImmutableSortedDictionary<string, OrderState> Orders { get; init; } =
        ImmutableSortedDictionary.Create<string, OrderState>(StringComparer.Ordinal);

    /// <summary>
    /// Carts by <c>{shop}:{token}</c>. In storage each is a row of its own; a capture has those it speaks of, a card that is read has none.
    /// </summary>
    public ImmutableSortedDictionary<string, CartState> Carts { get; init; } =
        ImmutableSortedDictionary.Create<string, CartState>(StringComparer.Ordinal);

    /// <summary>Ids of the contacts that turned out to be this person.</summary>
    public ImmutableSortedSet<string> MergedFrom { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Pairs of contacts that somebody took apart again (<see cref="ApartMark"/>): no key in common makes these two one.</summary>
    public ImmutableSortedSet<string> NotSame { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>E-mail addresses whose mails come back, with when that was told last; the value is <see cref="Bounced"/>.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Undeliverable { get; init; } = NoFields;

    /// <summary>The name, from its parts.</summary>
    public PersonName Name => new(Field(ContactFields.FirstName), Field(ContactFields.LastName), Field(ContactFields.Patronymic));

    /// <summary>The latest value of a field, or null: it was never said, or taken off the card.</summary>
    public string? Field(string name) => Fields.TryGetValue(name, out var field) && field.Value.Length > 0 ? field.Value : null;

    /// <summary>The fields that have a value.</summary>
    public IEnumerable<KeyValuePair<string, Stamped<string>>> FilledFields => Fields.Where(one => one.Value.Value.Length > 0);

    /// <summary>The tags it has, in ordinal order.</summary>
    public IEnumerable<string> TagNames => Tags.Where(tag => tag.Value.Value.Length > 0).Select(tag => tag.Key);

    /// <summary>E-mail addresses: the one mail goes to, then in the order they were given.</summary>
    public IEnumerable<string> EmailsInOrder => InOrder(Emails, ContactFields.MainEmail);

    /// <summary>Telephones: the one to call, then in the order they were given.</summary>
    public IEnumerable<string> PhonesInOrder => InOrder(Phones, ContactFields.MainPhone);

    /// <summary>The e-mail address mail goes to: the one chosen by hand, else the one given first; null without one.</summary>
    public string? PrimaryEmail => EmailsInOrder.FirstOrDefault();

    /// <summary>The keys by which events find this contact, strongest first.</summary>
    public IEnumerable<IdentityKey> Keys =>
    [
        .. ExternalIds.Keys.Select(id => new IdentityKey(IdentityKind.ShopCustomer, id)),
        .. Emails.Keys.Select(email => new IdentityKey(IdentityKind.Email, email)),
        .. Phones.Keys.Select(phone => new IdentityKey(IdentityKind.Phone, phone)),
        .. Orders.Keys.Select(order => new IdentityKey(IdentityKind.Order, order)),
        .. Carts.Keys.Select(cart => new IdentityKey(IdentityKind.Cart, cart)),
    ];

    /// <summary>
    /// Whether anything tells who this is: an address, a telephone, a customer id. An order alone does not: it counts in sales, but
    /// nobody is to be listed, scored or mailed for it.
    /// </summary>
    public bool IsSomebody => GivenEmails.Count > 0 || GivenPhones.Count > 0 || ExternalIds.Count > 0;

    /// <summary>Whether mail to an address is worth sending: none came back.</summary>
    public bool TakesMail(string email) => !Undeliverable.ContainsKey(email);

    /// <summary>Its own id and those of the contacts that are part of it.</summary>
    public ImmutableSortedSet<string> AllIds => MergedFrom.Add(Id);

    /// <summary>Both joined into one contact with this one's id, as far as a card holds it (<see cref="CardLimits"/>).</summary>
    public Contact Join(Contact other) => CardLimits.Cut(this with
    {
        FirstSeen = Earliest(FirstSeen, other.FirstSeen),
        LastSeenAt = LastSeenAt > other.LastSeenAt ? LastSeenAt : other.LastSeenAt,
        Fields = Union(Fields, other.Fields, Later),
        GivenEmails = Union(GivenEmails, other.GivenEmails, Earlier),
        GivenPhones = Union(GivenPhones, other.GivenPhones, Earlier),
        GivenAgain = Again(GivenEmails, GivenPhones, GivenAgain, other.GivenEmails, other.GivenPhones, other.GivenAgain),
        Dropped = Union(Dropped, other.Dropped, Later),
        Tags = Union(Tags, other.Tags, Later),
        Sources = Union(Sources, other.Sources, Earlier),
        ExternalIds = Union(ExternalIds, other.ExternalIds, Earlier),
        Consents = Union(Consents, other.Consents),
        Orders = Union(Orders, other.Orders, (a, b) => a.Join(b)),
        Carts = Union(Carts, other.Carts, (a, b) => a.Join(b)),
        MergedFrom = MergedFrom.Union(other.MergedFrom),
        NotSame = NotSame.Union(other.NotSame),
        Undeliverable = Union(Undeliverable, other.Undeliverable, (a, b) => a.Said >= b.Said ? a : b),
    });

    /// <summary>What a capture says, as said by a capture of another id.</summary>
    internal Contact SaidBy(string captureId)
    {
        Stamp By(Stamp said) => said with { CaptureId = captureId };
        Stamped<string> Value(Stamped<string> value) => value with { Said = By(value.Said) };
        ImmutableSortedDictionary<string, Stamped<string>> All(ImmutableSortedDictionary<string, Stamped<string>> values) =>
            values.ToImmutableSortedDictionary(value => value.Key, value => Value(value.Value), StringComparer.Ordinal);

        return this with
        {
            FirstSeen = FirstSeen is null ? null : Value(FirstSeen),
            Fields = All(Fields),
            GivenEmails = All(GivenEmails),
            GivenPhones = All(GivenPhones),
            GivenAgain = All(GivenAgain),
            Dropped = All(Dropped),
            Tags = All(Tags),
            Sources = All(Sources),
            ExternalIds = All(ExternalIds),
            Undeliverable = All(Undeliverable),
            Consents = Consents.ToImmutableDictionary(one => one.Key, one => one.Value with { Said = By(one.Value.Said) }),
            Orders = Orders.ToImmutableSortedDictionary(
                order => order.Key,
                order => order.Value with
                {
                    Version = order.Value.Version is { } version ? version with { Said = By(version.Said) } : null,
                },
                StringComparer.Ordinal),
            Carts = Carts.ToImmutableSortedDictionary(
                cart => cart.Key,
                cart => cart.Value with
                {
                    Content = cart.Value.Content is { } content ? content with { Said = By(content.Said) } : null,
                    Url = cart.Value.Url is { } url ? Value(url) : null,
                },
                StringComparer.Ordinal),
        };
    }

    private ImmutableSortedDictionary<string, Stamped<string>> WithoutDropped(ImmutableSortedDictionary<string, Stamped<string>> given)
    {
        var dropped = Dropped.IsEmpty ? [] : given.Where(one => Dropped.TryGetValue(one.Key, out var drop)
            && (GivenAgain.TryGetValue(one.Key, out var again) ? again : one.Value).Said <= drop.Said).Select(one => one.Key).ToList();
        return dropped.Count == 0 ? given : given.RemoveRange(dropped);
    }

    // When each was last given, of those that were given more than once.
    private static ImmutableSortedDictionary<string, Stamped<string>> Again(
        params ImmutableSortedDictionary<string, Stamped<string>>[] said)
    {
        var again = NoFields.ToBuilder();
        foreach (var given in said.SelectMany(some => some).GroupBy(one => one.Key, one => one.Value))
        {
            var (first, last) = (given.MinBy(one => one.Said)!, given.MaxBy(one => one.Said)!);
            if (last.Said > first.Said)
            {
                again[given.Key] = last;
            }
        }

        return again.ToImmutable();
    }

    private IEnumerable<string> InOrder(ImmutableSortedDictionary<string, Stamped<string>> addresses, string mainField)
    {
        var main = Field(mainField);
        return addresses.OrderBy(address => address.Key != main).ThenBy(address => address.Value.Said).Select(address => address.Key);
    }

    private static Stamped<string> Later(Stamped<string> a, Stamped<string> b) => a.Said >= b.Said ? a : b;

    private static Stamped<string> Earlier(Stamped<string> a, Stamped<string> b) => a.Said <= b.Said ? a : b;

    private static Stamped<string>? Earliest(Stamped<string>? a, Stamped<string>? b) =>
        a is null || b is null ? a ?? b : Earlier(a, b);

    private static ImmutableSortedDictionary<string, T> Union<T>(
        ImmutableSortedDictionary<string, T> a, ImmutableSortedDictionary<string, T> b, Func<T, T, T> join)
    {
        var union = a.ToBuilder();
        foreach (var (key, value) in b)
        {
            union[key] = union.TryGetValue(key, out var mine) ? join(mine, value) : value;
        }

        return union.ToImmutable();
    }

    private static ImmutableDictionary<ConsentSubject, ConsentStatement> Union(
        ImmutableDictionary<ConsentSubject, ConsentStatement> a, ImmutableDictionary<ConsentSubject, ConsentStatement> b)
    {
        var union = a.ToBuilder();
        foreach (var (subject, statement) in b)
        {
            union[subject] = union.TryGetValue(subject, out var mine) ? Decisive(mine, statement) : statement;
        }

        return union.ToImmutable();
    }

    // What a shop repeats without a time of its own is no new statement: it never outweighs a dated one. One capture may carry a "yes" and
    // a "no" on one subject; then the "no" is kept.
    private static ConsentStatement Decisive(ConsentStatement a, ConsentStatement b)
    {
        if (a.IsUndated != b.IsUndated)
        {
            return a.IsUndated ? b : a;
        }

        return a.Said.CompareTo(b.Said) switch
        {
            > 0 => a,
            < 0 => b,
            _ => a.Granted ? b : a,
        };
    }
}
