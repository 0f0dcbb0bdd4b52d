using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>Something nobody said of a person, which follows from what was said.</summary>
/// <param name="Value">The value, as somebody would have said it.</param>
/// <param name="From">
/// What it follows from: <c>name</c>, <c>phone</c>, <c>address</c>, <c>city</c>, <c>region</c> or <c>country</c>.
/// </param>
public sealed record DerivedFact(string Value, string From);

/// <summary>
/// What follows from a card. It is derived whenever a card is read, so nothing of it is stored and nothing said is overwritten.
/// </summary>
/// <param name="Facts">By field, those that nobody has said; none of who refused that their data is processed.</param>
/// <param name="TimeZone">IANA name of the time zone, as said or derived; null when nothing tells.</param>
/// <param name="Greeting">How the person is addressed; null for a company.</param>
public sealed record DerivedFacts(IReadOnlyDictionary<string, DerivedFact> Facts, string? TimeZone, Greeting? Greeting)
{
    /// <summary>Field for the sex, <c>m</c> or <c>f</c>.</summary>
    public const string SexField = "sex";

    /// <summary>Field for the region.</summary>
    public const string RegionField = "region";

    /// <summary>Field for the time zone, an IANA name such as <c>Europe/Moscow</c>.</summary>
    public const string TimeZoneField = "timeZone";

    /// <summary>What follows from a card.</summary>
    public static DerivedFacts Of(Contact contact)
    {
        var (hasRefused, zone) = (HasRefused(contact), SaidTimeZone(contact));
        var sex = SaidSex(contact) ?? (hasRefused ? Sex.Unknown : contact.Name.Sex);
        var facts = new SortedDictionary<string, DerivedFact>(StringComparer.Ordinal);
        if (!hasRefused)
        {
            var place = new KnownPlace(contact);
            Add(facts, SexField, contact.Field(SexField), () => Fact(sex));
            Add(facts, RegionField, contact.Field(RegionField), place.Region);
            Add(facts, TimeZoneField, zone, place.TimeZone);
        }

        return new DerivedFacts(facts, zone ?? facts.GetValueOrDefault(TimeZoneField)?.Value, Greeting.Of(contact, sex));
    }

    /// <summary>The sex, as said or as the name shows it; unknown where neither tells, or processing was refused.</summary>
    public static Sex SexOf(Contact contact) => SaidSex(contact) ?? (HasRefused(contact) ? Sex.Unknown : contact.Name.Sex);

    /// <summary>The time zone, as said, else by telephone, else by address; null where nothing tells.</summary>
    public static string? TimeZoneOf(Contact contact) =>
        SaidTimeZone(contact) ?? (HasRefused(contact) ? null : new KnownPlace(contact).TimeZone()?.Value);

    /// <summary>Whether a person refused that their data is processed.</summary>
    public static bool HasRefused(Contact contact) =>
        ConsentView.Of(contact.Consents).Any(answer => answer is { Purpose: ConsentPurpose.Processing, Statement.Granted: false });

    private static void Add(SortedDictionary<string, DerivedFact> facts, string field, string? said, Func<DerivedFact?> derive)
    {
        if (said is null && derive() is { } fact)
        {
            facts[field] = fact;
        }
    }

    private static Sex? SaidSex(Contact contact) => contact.Field(SexField) switch
    {
        "m" => Sex.Male,
        "f" => Sex.Female,
        _ => null,
    };

    private static DerivedFact? Fact(Sex sex) => sex switch
    {
        Sex.Male => new DerivedFact("m", "name"),
        Sex.Female => new DerivedFact("f", "name"),
        _ => null,
    };

    private static string? SaidTimeZone(Contact contact) =>
        new[] { contact.Field(ContactFields.CustomPrefix + TimeZoneField), contact.Field(TimeZoneField) }
            .FirstOrDefault(said => said is not null && TimeZoneInfo.TryFindSystemTimeZoneById(said, out _));
}
