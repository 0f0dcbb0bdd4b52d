using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Deriving;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>A contact as the API and mail templates show it.</summary>
public sealed record ContactView
{
    /// <summary>Opaque id.</summary>
    public required string Id { get; init; }

    /// <summary>The name in its parts and whole.</summary>
    public required NameView Name { get; init; }

    /// <summary>E-mail addresses in normal form, the first given first.</summary>
    public required IReadOnlyList<string> Emails { get; init; }

    /// <summary>Phones in E.164, the first given first.</summary>
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

    /// <summary>Single-valued fields: birth date, city, language, ...</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>The shop's own fields.</summary>
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

    /// <summary>When the person last showed interest.</summary>
    public EngagementView? Engagement { get; init; }
    /// <summary>Digest of the profile's meaning.</summary>
    public required string Hash { get; init; }

    /// <summary>Shows a stored contact.</summary>
    public static ContactView Of(ContactCard card)
    {
        var contact = card.Contact;
        var derived = DerivedFacts.Of(contact);
        return new ContactView
        {
            Id = contact.Id,
            Name = new NameView(contact.Name.First, contact.Name.Last, contact.Name.Patronymic, contact.Name.Full),
            Emails = [.. contact.Emails.OrderBy(email => email.Value.Said).Select(email => email.Key)],
            Phones = [.. contact.Phones.OrderBy(phone => phone.Value.Said).Select(phone => phone.Key)],
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
            Fields = contact.Fields.Where(field => !IsCustom(field.Key)).ToDictionary(field => field.Key, field => field.Value.Value),
            Custom = contact.Fields.Where(field => IsCustom(field.Key))
                .ToDictionary(field => field.Key[ContactFields.CustomPrefix.Length..], field => field.Value.Value),
            MergedFrom = contact.MergedFrom,
            FirstSeenAt = contact.FirstSeen?.Said.At,
            LastSeenAt = contact.LastSeenAt,
            Source = contact.FirstSeen?.Source,
            Engagement = new EngagementView(card.LastOpenAt, card.LastClickAt, null),
            Hash = ContactHash.Of(contact),
            Derived = DerivedView.Of(derived),
            Greeting = derived.Greeting,
            TimeZone = derived.TimeZone,
        };
    }

    private static bool IsCustom(string field) => field.StartsWith(ContactFields.CustomPrefix, StringComparison.Ordinal);
}

/// <summary>When somebody last showed interest.</summary>
/// <param name="LastOpenAt">Opened a mail; null: never, or not known.</param>
/// <param name="LastClickAt">Followed a link in one.</param>
/// <param name="LastVisitAt">Was on the site with a browser that is known to be theirs.</param>
public sealed record EngagementView(DateTimeOffset? LastOpenAt, DateTimeOffset? LastClickAt, DateTimeOffset? LastVisitAt);

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
