using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts.Addresses;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>Something nobody said of a person, which follows from what was said.</summary>
/// <param name="Value">The value, as somebody would have said it.</param>
/// <param name="From">
/// What it follows from: <c>name</c>, <c>phone</c>, <c>address</c>, <c>city</c>, <c>region</c> or <c>country</c>.
/// </param>
public sealed record DerivedFact(string Value, string From);

/// <summary>
/// Fills gaps of a card. It is done whenever a card is read, so nothing derived is stored and nothing said is overwritten.
/// </summary>
public static class DerivedFacts
{
    /// <summary>Field for the sex, <c>m</c> or <c>f</c>.</summary>
    public const string Sex = "sex";

    /// <summary>Field for the region.</summary>
    public const string Region = "region";

    /// <summary>Field for the time zone, an IANA name such as <c>Europe/Moscow</c>.</summary>
    public const string TimeZone = "timeZone";

    /// <summary>What follows from a card, by field: only fields that nobody has said. Of who refused processing, nothing.</summary>
    public static IReadOnlyDictionary<string, DerivedFact> Of(Contact contact)
    {
        var derived = new SortedDictionary<string, DerivedFact>(StringComparer.Ordinal);
        if (HasRefused(contact))
        {
            return derived;
        }

        Add(derived, Sex, contact.Field(Sex), SexOf(contact.Name));
        Add(derived, Region, contact.Field(Region), RegionOf(contact));
        Add(derived, TimeZone, SaidTimeZone(contact), DerivedTimeZone(contact));
        return derived;
    }

    /// <summary>The sex, as said or as the name shows it; unknown where neither tells, or processing was refused.</summary>
    public static Sex SexOf(Contact contact) => contact.Field(Sex) switch
    {
        "m" => Names.Sex.Male,
        "f" => Names.Sex.Female,
        _ => HasRefused(contact) ? Names.Sex.Unknown : contact.Name.Sex,
    };

    /// <summary>The time zone, as said, else by telephone, else by address; null where nothing tells.</summary>
    public static string? TimeZoneOf(Contact contact) =>
        SaidTimeZone(contact) ?? (HasRefused(contact) ? null : DerivedTimeZone(contact)?.Value);

    /// <summary>Whether a person refused that their data is processed.</summary>
    public static bool HasRefused(Contact contact) =>
        ConsentView.Of(contact.Consents).Any(answer => answer is { Purpose: ConsentPurpose.Processing, Statement.Granted: false });

    private static void Add(SortedDictionary<string, DerivedFact> derived, string field, string? said, DerivedFact? fact)
    {
        if (said is null && fact is not null)
        {
            derived[field] = fact;
        }
    }

    private static DerivedFact? SexOf(PersonName name) => name.Sex switch
    {
        Names.Sex.Male => new DerivedFact("m", "name"),
        Names.Sex.Female => new DerivedFact("f", "name"),
        _ => null,
    };

    private static string? SaidTimeZone(Contact contact) =>
        new[] { contact.Field(ContactFields.CustomPrefix + TimeZone), contact.Field(TimeZone) }
            .FirstOrDefault(said => said is not null && TimeZoneInfo.TryFindSystemTimeZoneById(said, out _));

    private static DerivedFact? RegionOf(Contact contact)
    {
        if (AddressOf(contact)?.Region is { } written)
        {
            return new DerivedFact(RussianRegions.Find(written)?.Name ?? written, "address");
        }

        return RussianPlace(contact) is var (region, from) && region is not null && from != Region
            ? new DerivedFact(region.Name, from)
            : PhonesOf(contact).Select(PhonePlaces.RegionOf).OfType<RussianRegion>().FirstOrDefault() is { } dialled
                ? new DerivedFact(dialled.Name, "phone")
                : null;
    }

    private static DerivedFact? DerivedTimeZone(Contact contact)
    {
        if (PhonesOf(contact).Select(PhonePlaces.TimeZoneOf).FirstOrDefault(zone => zone is not null) is { } dialled)
        {
            return new DerivedFact(dialled, "phone");
        }

        if (RussianPlace(contact) is var (region, from) && region is not null)
        {
            return new DerivedFact(region.TimeZone, from);
        }

        return CountryOf(contact) is { } country && PhonePlaces.TimeZoneOfCountry(country) is { } zone
            ? new DerivedFact(zone, ContactFields.Country)
            : null;
    }

    // A city is known better than a region that somebody wrote in words of their own.
    private static (RussianRegion? Region, string From) RussianPlace(Contact contact)
    {
        if (CountryOf(contact) is not (null or "RU"))
        {
            return (null, "");
        }

        var address = AddressOf(contact);
        (string? Text, string From)[] places =
        [
            (contact.Field(ContactFields.City), ContactFields.City),
            (contact.Field(Region), Region),
            (address?.City, "address"),
            (address?.Region, "address"),
        ];
        return places.Select(place => (Region: RussianRegions.Find(place.Text), place.From))
            .FirstOrDefault(place => place.Region is not null, (null, ""));
    }

    private static PostalAddress? AddressOf(Contact contact) =>
        contact.Field("address") is { } address ? AddressReader.Read(address) : null;

    private static string? CountryOf(Contact contact) =>
        Countries.CodeOf(contact.Field(ContactFields.Country)) ?? AddressOf(contact)?.Country;

    private static IEnumerable<string> PhonesOf(Contact contact) =>
        contact.Phones.OrderBy(phone => phone.Value.Said).Select(phone => phone.Key);
}
