using PhoneNumbers;

namespace ClientBase.Domain.Contacts.Deriving;

/// <summary>Where a telephone is, by the tables of libphonenumber.</summary>
internal static class PhonePlaces
{
    private const string Unknown = "Etc/Unknown";
    private const int Russia = 7;

    /// <summary>The time zone of a number in E.164; null where such numbers are used in several, as mobile ones of Russia.</summary>
    public static string? TimeZoneOf(string phone) => Parse(phone) is { } number
        ? OneOf(PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(number))
        : null;

    /// <summary>The time zone of a country, by its ISO 3166 code; null when it has several.</summary>
    public static string? TimeZoneOfCountry(string country)
    {
        var code = PhoneNumberUtil.GetInstance().GetCountryCodeForRegion(country);

        // No national number begins with what stands for none, so the whole country is looked up.
        var anywhere = new PhoneNumber.Builder().SetCountryCode(code).SetNationalNumber(0).Build();
        return code == 0 ? null : OneOf(PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForGeographicalNumber(anywhere));
    }

    /// <summary>The Russian region of a fixed number; null for all others.</summary>
    public static RussianRegion? RegionOf(string phone) => Parse(phone) is { CountryCode: Russia } number
        && PhoneNumberUtil.GetInstance().GetNumberType(number) == PhoneNumberType.FIXED_LINE
        ? PhoneNumberOfflineGeocoder.GetInstance().GetDescriptionForValidNumber(number, new Locale("ru", "RU"))
            .Split(',', StringSplitOptions.TrimEntries).Select(RussianRegions.Find).FirstOrDefault(region => region is not null)
        : null;

    // Several zones that keep the same time are as good as one: the islands beside Great Britain.
    private static string? OneOf(IReadOnlyCollection<string> zones)
    {
        var known = zones.Where(zone => zone != Unknown)
            .Select(zone => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var info) ? info : null).OfType<TimeZoneInfo>().ToList();
        return known.Select(zone => (zone.BaseUtcOffset, zone.SupportsDaylightSavingTime)).Distinct().Count() == 1 ? known[^1].Id : null;
    }

    private static PhoneNumber? Parse(string phone)
    {
        try
        {
            return PhoneNumberUtil.GetInstance().Parse(phone, null);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
