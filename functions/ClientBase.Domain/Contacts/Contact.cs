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

    /// <summary>Opaque id; empty in a capture whose contact is not known yet.</summary>
    public string Id { get; init; } = "";

    /// <summary>When and where the person was first seen: taken from the earliest capture.</summary>
    public Stamped<string>? FirstSeen { get; init; }

    /// <summary>The time of the latest capture.</summary>
    public DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Single-valued fields by name (<see cref="ContactFields"/>; the shop's own as <c>custom.{name}</c>).</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Fields { get; init; } = NoFields;

    /// <summary>E-mail addresses in normal form, with when and where each was first given.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Emails { get; init; } = NoFields;

    /// <summary>Phones in E.164, with when and where each was first given.</summary>
    public ImmutableSortedDictionary<string, Stamped<string>> Phones { get; init; } = NoFields;

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

    /// <summary>The latest value of a field, or null.</summary>
    public string? Field(string name) => Fields.TryGetValue(name, out var field) ? field.Value : null;

    /// <summary>The e-mail address that was given first, which mail goes to; null without one.</summary>
    public string? PrimaryEmail => Emails.Count == 0 ? null : Emails.MinBy(email => email.Value.Said).Key;

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
    public bool IsSomebody => Emails.Count > 0 || Phones.Count > 0 || ExternalIds.Count > 0;

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
        Emails = Union(Emails, other.Emails, Earlier),
        Phones = Union(Phones, other.Phones, Earlier),
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
            Emails = All(Emails),
            Phones = All(Phones),
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
