using ClientBase.Domain.Contacts.Addresses;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>Where a person is, by all that the card says of it.</summary>
internal sealed class KnownPlace
{
    private const string Address = "address";
    private const string Phone = "phone";

    private readonly Contact _contact;
    private readonly PostalAddress? _address;
    private readonly string? _country;
    private readonly (RussianRegion? Region, string From) _russian;

    public KnownPlace(Contact contact)
    {
        _contact = contact;
        _address = contact.Field(Address) is { } address ? AddressReader.Read(address) : null;
        _country = Countries.CodeOf(contact.Field(ContactFields.Country)) ?? _address?.Country;
        _russian = _country is null or "RU" ? InRussia() : (null, "");
    }

    /// <summary>The region: as the address has it, else that of the city, else that of a fixed telephone.</summary>
    public DerivedFact? Region()
    {
        if (_address?.Region is { } written)
        {
            return new DerivedFact(RussianRegions.Find(written)?.Name ?? written, Address);
        }

        return _russian.Region is { } region ? new DerivedFact(region.Name, _russian.From)
            : Phones.Select(PhonePlaces.RegionOf).FirstOrDefault(found => found is not null) is { } dialled
                ? new DerivedFact(dialled.Name, Phone)
                : null;
    }

    /// <summary>The time zone: of a telephone, else of the region or the country.</summary>
    public DerivedFact? TimeZone()
    {
        if (Phones.Select(PhonePlaces.TimeZoneOf).FirstOrDefault(found => found is not null) is { } dialled)
        {
            return new DerivedFact(dialled, Phone);
        }

        return _russian.Region is { } region ? new DerivedFact(region.TimeZone, _russian.From)
            : _country is not null && PhonePlaces.TimeZoneOfCountry(_country) is { } zone
                ? new DerivedFact(zone, ContactFields.Country)
                : null;
    }

    private IEnumerable<string> Phones => _contact.Phones.OrderBy(phone => phone.Value.Said).Select(phone => phone.Key);

    // A city is known better than a region that somebody wrote in words of their own.
    private (RussianRegion? Region, string From) InRussia()
    {
        (string? Text, string From)[] places =
        [
            (_contact.Field(ContactFields.City), ContactFields.City),
            (_contact.Field(DerivedFacts.RegionField), DerivedFacts.RegionField),
            (_address?.City, Address),
            (_address?.Region, Address),
        ];
        return places.Select(place => (Region: RussianRegions.Find(place.Text), place.From))
            .FirstOrDefault(place => place.Region is not null, (null, ""));
    }
}
