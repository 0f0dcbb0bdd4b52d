using System.Collections.Frozen;

namespace ClientBase.Domain.Contacts.Phones;

/// <summary>The regions of the world's numbering plan, found by ISO code and by country code.</summary>
public static class PhoneRegions
{
    private const int MaxCodeLength = 3; // ITU-T E.164.
    private const string NoCountry = "001";

    private static readonly PhoneRegion[] All =
    [
        .. PhonePlans.Table.Replace("\n  ", " ", StringComparison.Ordinal)
            .Split('\n', StringSplitOptions.TrimEntries)
            .Select(PhoneRegion.Parse),
    ];

    private static readonly FrozenDictionary<string, PhoneRegion> ByIso =
        All.Where(region => region.Code != NoCountry).ToFrozenDictionary(region => region.Code, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, PhoneRegion[]> ByCountryCode =
        All.GroupBy(region => region.CountryCode)
            .ToFrozenDictionary(regions => regions.Key, regions => regions.ToArray(), StringComparer.Ordinal);

    /// <summary>The ISO 3166 codes of all regions with telephones, in ordinal order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. ByIso.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether this is the ISO 3166 code of a region with telephones; case does not matter.</summary>
    public static bool IsKnown(string? code) => code is not null && ByIso.ContainsKey(code);

    /// <summary>The region of that ISO code, or null.</summary>
    internal static PhoneRegion? Find(string? code) => code is null ? null : ByIso.GetValueOrDefault(code.Trim());

    /// <summary>The regions that share a country code; the last of them has all numbers the others do not.</summary>
    internal static PhoneRegion[] Sharing(string countryCode) => ByCountryCode[countryCode];

    /// <summary>Splits digits into country code and national number; false when they begin with no country code in use.</summary>
    internal static bool TrySplit(string digits, out PhoneRegion[] regions, out string national)
    {
        for (var length = 1; length <= MaxCodeLength && length < digits.Length; length++)
        {
            // At most one length fits: no country code is the beginning of another.
            if (ByCountryCode.TryGetValue(digits[..length], out var found))
            {
                (regions, national) = (found, digits[length..]);
                return true;
            }
        }

        (regions, national) = ([], "");
        return false;
    }

    /// <summary>The ISO code of the region that handed out an international number.</summary>
    internal static string RegionOf(string digits)
    {
        TrySplit(digits, out var regions, out var national);
        return (Array.Find(regions, region => region.Accepts(national)) ?? regions[^1]).Code;
    }
}
