using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Loyalty;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A contact as the API and mail templates show it.</summary>
public sealed record ContactView
{
    /// <summary>Opaque id.</summary>
    public required string Id { get; init; }

    /// <summary>The name in its parts and whole.</summary>
    public required NameView Name { get; init; }

    /// <summary>E-mail addresses in normal form: the main one, then in the order they were given.</summary>
    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Phones in E.164: the main one, then in the order they were given.</summary>
    public required IReadOnlyList<string> Phones { get; init; }

    /// <summary>Customer ids by shop.</summary>
    public required IReadOnlyDictionary<string, string[]> ExternalIds { get; init; }

    /// <summary>Where the contact stands on each purpose and channel.</summary>
    public required IReadOnlyList<ConsentItemView> Consents { get; init; }

    /// <summary>Orders in figures.</summary>
    public required OrderSummary Orders { get; init; }

    /// <summary>Ids of the segments it is in.</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    /// <summary>The colours of both palettes; null before the first recompute.</summary>
    public required ColoursView? Colours { get; init; }

    /// <summary>Rating A to E by profit; null before the first recompute.</summary>
    public required string? Rating { get; init; }

    /// <summary>The ABC-XYZ cell, such as <c>AX</c>; null for who never bought.</summary>
    public required string? AbcXyz { get; init; }

    /// <summary>RFM digits and segment; null for who never bought.</summary>
    public required RfmView? Rfm { get; init; }

    /// <summary>What is expected of the person; null for who never bought, before the first fit, and in lists.</summary>
    public ForecastView? Forecast { get; init; }

    /// <summary>Who looks after the contact; null: nobody.</summary>
    public required string? Manager { get; init; }

    /// <summary>Points and level; null without a loyalty program.</summary>
    public required LoyaltyStanding? Loyalty { get; init; }

    /// <summary>Bringing friends.</summary>
    public required ReferralView Referral { get; init; }

    /// <summary>Tags, in alphabetical order.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Fields of a known meaning, with where and when each was said: birth date, city, occupation, ...</summary>
    public required IReadOnlyDictionary<string, FieldView> Fields { get; init; }

    /// <summary>Addresses by kind.</summary>
    public required IReadOnlyList<AddressView> Addresses { get; init; }

    /// <summary>By what the person came, the first first.</summary>
    public required IReadOnlyList<SourceView> Sources { get; init; }

    /// <summary>When the person last showed interest.</summary>
    public EngagementView? Engagement { get; init; }

    /// <summary>How good the card is; null where nobody judges it: in templates, among the members of a segment.</summary>
    public QualityView? Quality { get; init; }

    /// <summary>Ids of others who use one of the telephones, such as a family; null in lists.</summary>
    public IReadOnlyList<string>? Household { get; init; }

    /// <summary>All fields beyond those of forms: the shop's own, and those of the card that are kept like them.</summary>
    public required IReadOnlyDictionary<string, string> Custom { get; init; }

    /// <summary>Ids of contacts that turned out to be this person.</summary>
    public required IReadOnlyCollection<string> MergedFrom { get; init; }

    /// <summary>When the person was first heard of.</summary>
    public required DateTimeOffset? FirstSeenAt { get; init; }

    /// <summary>When the person was last heard of.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>Where the person came from first.</summary>
    public required string? Source { get; init; }

    /// <summary>What nobody said and follows from the rest: <c>sex</c>, <c>region</c>, <c>timeZone</c>.</summary>
    public required IReadOnlyDictionary<string, DerivedView> Derived { get; init; }

    /// <summary>How the person is addressed in a letter, in Russian and English; null for a company.</summary>
    public required Greeting? Greeting { get; init; }

    /// <summary>IANA name of the time zone, as said or derived; null when nothing tells.</summary>
    public required string? TimeZone { get; init; }

    /// <summary>Digest of the profile's meaning.</summary>
    public required string Hash { get; init; }

    /// <summary>Shows a stored contact, and judges its card.</summary>
    /// <param name="card">The contact.</param>
    /// <param name="now">The time by which it may be stale.</param>
    public static ContactView Of(ContactCard card, DateTimeOffset now) =>
        Of(card) with { Quality = QualityView.Of(CardQuality.Of(card.Contact, now)) };

    /// <summary>Members that take work to find out.</summary>
    internal static IReadOnlySet<string> TakingWork { get; } = new HashSet<string> { "hash", "derived", "greeting", "timeZone" };

    /// <summary>Shows a stored contact.</summary>
    public static ContactView Of(ContactCard card)
    {
        var derived = DerivedFacts.Of(card.Contact);
        return WithoutWork(card) with
        {
            Hash = ContactHash.Of(card.Contact),
            Derived = DerivedView.Of(derived),
            Greeting = derived.Greeting,
            TimeZone = derived.TimeZone,
        };
    }

    /// <summary>Shows a stored contact without <see cref="TakingWork"/>: for who writes to a hundred thousand.</summary>
    internal static ContactView WithoutWork(ContactCard card)
    {
        var contact = card.Contact;
        return new ContactView
        {
            Id = contact.Id,
            Name = new NameView(contact.Name.First, contact.Name.Last, contact.Name.Patronymic, contact.Name.Full),
            Emails = [.. contact.EmailsInOrder],
            Phones = [.. contact.PhonesInOrder],
            ExternalIds = contact.ExternalIds.Keys.Select(id => id.Split(':', 2)).GroupBy(id => id[0])
                .ToDictionary(shop => shop.Key, shop => shop.Select(id => id[1]).ToArray()),
            Consents =
            [
                .. ConsentView.Of(contact.Consents).Select(answer => ConsentItemView.Of(answer)),
            ],
            Orders = OrderSummary.Of(contact.Orders),
            Segments = card.Scores.Segments,
            Colours = ColoursView.Of(card.Scores),
            Rating = card.Scores.After("rating-")?.ToUpperInvariant(),
            AbcXyz = card.Scores.After("abc-xyz-")?.ToUpperInvariant(),
            Rfm = RfmView.Of(card.Scores),
            Manager = card.Manager,
            Loyalty = card.Loyalty,
            Referral = ReferralView.Of(card),
            Tags = [.. contact.TagNames],
            Fields = FieldView.AllOf(contact),
            Custom = FieldView.CustomOf(contact),
            Addresses = AddressView.AllOf(contact),
            Sources = SourceView.AllOf(contact),
            MergedFrom = contact.MergedFrom,
            FirstSeenAt = contact.FirstSeen?.Said.At,
            LastSeenAt = contact.LastSeenAt,
            Source = contact.FirstSeen?.Source,
            Engagement = new EngagementView(card.LastOpenAt, card.LastClickAt, null),
            Hash = "",
            Derived = new Dictionary<string, DerivedView>(),
            Greeting = null,
            TimeZone = null,
        };
    }
}

/// <summary>A name.</summary>
/// <param name="First">Given name.</param>
/// <param name="Last">Surname.</param>
/// <param name="Patronymic">Patronymic.</param>
/// <param name="Full">All of it.</param>
public sealed record NameView(string? First, string? Last, string? Patronymic, string Full);

/// <summary>Where a contact stands on a purpose and channel.</summary>
/// <param name="Purpose"><c>processing</c>, <c>marketing</c> or <c>offers</c>.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ... or <c>any</c>.</param>
/// <param name="Granted">Yes or no.</param>
/// <param name="At">Since when.</param>
/// <param name="TextVersion">Version of the text agreed to.</param>
/// <param name="Source">Where it was said.</param>
public sealed record ConsentItemView(string Purpose, string Channel, bool Granted, DateTimeOffset At, string? TextVersion, string Source)
{
    internal static ConsentItemView Of(ConsentAnswer answer)
    {
        var said = answer.Statement;
        return new ConsentItemView(answer.Purpose, answer.Channel, said.Granted, said.Said.At, said.TextVersion, said.Source);
    }
}

/// <summary>RFM of a contact.</summary>
/// <param name="R">Recency, 1 to 5, 5 the most recent.</param>
/// <param name="F">Frequency, 1 to 5.</param>
/// <param name="M">Monetary value, 1 to 5.</param>
/// <param name="Segment">Such as <c>champions</c>.</param>
public sealed record RfmView(int R, int F, int M, string Segment)
{
    private const string Prefix = "rfm-";

    internal static RfmView? Of(Scores scores) =>
        scores.Rfm is [var r, var f, var m] && scores.After(Prefix) is { } segment
            ? new RfmView(r - '0', f - '0', m - '0', segment)
            : null;
}

/// <summary>Colours of a contact.</summary>
/// <param name="Funnel">Of the funnel palette, such as <c>gold</c>.</param>
/// <param name="Loyalty">Of the loyalty palette.</param>
public sealed record ColoursView(string? Funnel, string? Loyalty)
{
    internal static ColoursView? Of(Scores scores) =>
        scores.Segments.Count == 0 ? null : new ColoursView(scores.After("funnel-"), scores.After("loyalty-"));
}
