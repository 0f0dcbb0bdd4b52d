using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>Reads postal addresses of one line, written the Russian or the English way.</summary>
/// <remarks>
/// Recognises parts by their marks («ул.», «д.», «кв.», "St.", "Apt", "#") and by their place, with or without commas and points. What has
/// neither stays with the street, so that nothing is lost. Not recognised: micro-districts, floors, entrances, «лит. А»; a city without a
/// mark or a comma that looks like the name of a street («Горячий Ключ ул Ленина»); a street named by a number at its end ("Highway 61" is
/// read as house 61). Only the first 300 characters are read.
/// </remarks>
public static class AddressReader
{
    private const int MaxRounds = 8; // Each round finds one more part or is the last, and there are six parts.

    /// <summary>Reads an address; parts that are not recognised are null. Its one line, read again, gives the same parts.</summary>
    public static PostalAddress Read(string? typed)
    {
        var address = ReadOnce(typed);
        for (var round = 0; round < MaxRounds; round++)
        {
            var again = ReadOnce(address.ToString());
            if (again == address)
            {
                break;
            }

            address = again;
        }

        return address;
    }

    private static PostalAddress ReadOnce(string? typed)
    {
        var text = AddressText.Clean(typed);
        var isInOneCase = AddressText.IsInOneCase(text);

        // We write the street before house and flat, so of several marks the last one is that of the house or the flat.
        var flat = Take(AddressMarks.Flat().Matches(text).LastOrDefault(), ref text);
        var postcode = TakePostcode(ref text);
        var house = Take(AddressMarks.House().Matches(text).LastOrDefault(), ref text);
        var parts = AddressText.Parts(text);
        var country = TakeCountry(parts);
        var region = TakeRegion(parts);
        var city = TakeCity(parts);
        var streetAt = parts.FindIndex(AddressText.NamesStreet);
        house ??= HouseByPlace(parts, ref streetAt);
        city ??= CityByPlace(parts, streetAt);

        var street = string.Join(", ", parts);
        var (number, ownFlat) = NumberOf(house, flat, ref street);
        return Shortened(new PostalAddress(
            postcode,
            region,
            Spelled(city, isInOneCase),
            Spelled(AddressText.WithKindsInFull(street), isInOneCase),
            number,
            flat?.Groups["value"].Value.ToLowerInvariant() ?? ownFlat,
            country));
    }

    // Street kinds written in full may make the line longer than what is read. Then the end of the street is cut (or city, or region), so
    // that the flat is not lost.
    private static PostalAddress Shortened(PostalAddress address)
    {
        var excess = address.ToString().Length - AddressText.LongestAddress;
        if (excess <= 0)
        {
            return address;
        }

        if (address.Street?.Length > excess)
        {
            return address with { Street = address.Street[..^excess].TrimEnd(' ', ',') };
        }

        if (address.City?.Length > excess)
        {
            return address with { City = address.City[..^excess].TrimEnd(' ', ',', '.') };
        }

        var region = address.Region?.Length > excess ? address.Region[..^excess].TrimEnd(' ', ',') : null;
        return address with { Street = null, Region = region };
    }

    private static string? Spelled(string? part, bool isInOneCase)
    {
        if (string.IsNullOrEmpty(part))
        {
            return null;
        }

        return isInOneCase ? AddressText.WithCapitals(part) : part;
    }

    private static Match? Take(Match? match, ref string text)
    {
        if (match is null)
        {
            return null;
        }

        text = text.Remove(match.Index, match.Length).Insert(match.Index, ",");
        return match;
    }

    // Five digits at the start are a house in the USA. They are a postcode when a comma follows, or when a city and then a street with a
    // number follow: "75001 Paris, 10 Rue de Rivoli".
    private static string? TakePostcode(ref string text)
    {
        Regex[] patterns = [AddressMarks.PostcodeAtHead(), AddressMarks.Postcode(), AddressMarks.PostcodeOfFive()];
        foreach (var pattern in patterns)
        {
            if (Take(pattern.Matches(text).FirstOrDefault(), ref text) is { } match)
            {
                return match.Groups["value"].Value;
            }
        }

        return AddressText.NamesStreet(text.Split(',')[0]) ? null
            : Take(AddressMarks.PostcodeBeforeCity().Matches(text).FirstOrDefault(), ref text)?.Groups["value"].Value;
    }

    // The country stands first or last and is written out: two letters are a state of the USA, as is "Georgia" at the end.
    private static string? TakeCountry(List<string> parts)
    {
        foreach (var at in parts.Count < 2 ? [] : new[] { 0, parts.Count - 1 })
        {
            if (CountryOf(parts[at]) is { } code && (at == 0 || code != "GE"))
            {
                parts.RemoveAt(at);
                return code;
            }
        }

        return null;
    }

    // City-states are read as cities.
    private static string? CountryOf(string part) =>
        Countries.CodeOf(part) is { } code && !(part.All(char.IsAsciiLetter) && part.Length == 2)
        && code is not ("SG" or "MC" or "VA" or "HK" or "MO" or "GI")
            ? code
            : null;

    private static string? TakeRegion(List<string> parts)
    {
        var regions = parts.Where(part => AddressMarks.Region().IsMatch(part)).ToList();
        if (regions.Count == 0)
        {
            // "Springfield, IL".
            regions = [.. parts.Where(part => parts.Count > 1 && part.Length == 2 && part.All(char.IsAsciiLetterUpper)).Take(1)];
        }

        parts.RemoveAll(regions.Contains);
        return regions.Count == 0 ? null : string.Join(", ", regions);
    }

    private static string? TakeCity(List<string> parts)
    {
        for (var at = 0; at < parts.Count; at++)
        {
            if (AddressText.CityOf(parts[at]) is { } city)
            {
                parts.RemoveAt(at);
                return city;
            }
        }

        return null;
    }

    // «Ленина, 5», «Ленина 5к2-10», "12 Main Street".
    private static Match? HouseByPlace(List<string> parts, ref int streetAt)
    {
        var at = parts.Count < 2 ? -1 : parts.FindIndex(part => AddressMarks.HouseAlone().IsMatch(part));
        if (at >= 0)
        {
            var alone = AddressMarks.HouseAlone().Match(parts[at]);
            parts.RemoveAt(at);
            if (streetAt < 0)
            {
                streetAt = at - 1; // No part names a street, so it is the one before the house.
            }
            else if (streetAt > at)
            {
                streetAt--; // The parts after the house have moved up.
            }

            return alone;
        }

        var pattern = AddressMarks.HouseFirst();
        at = streetAt >= 0
            ? streetAt
            : parts.FindIndex(part => AddressMarks.HouseFirst().IsMatch(part) || AddressMarks.HouseLast().IsMatch(part));
        if (at < 0 || (!pattern.IsMatch(parts[at]) && !(pattern = AddressMarks.HouseLast()).IsMatch(parts[at])))
        {
            return null;
        }

        var match = pattern.Match(parts[at]);
        parts[at] = parts[at].Remove(match.Index, match.Length).Trim();
        streetAt = at;
        return match;
    }

    // The first part without a number that is not the street: "Moscow, Lenin street", "12 Main St, Springfield".
    private static string? CityByPlace(List<string> parts, int streetAt)
    {
        if (streetAt < 0 || parts.Count < 2)
        {
            return null;
        }

        var at = parts.FindIndex(part => part.All(c => !char.IsDigit(c)) && char.IsLetter(part[0]));
        at = at == streetAt ? parts.FindIndex(streetAt + 1, part => part.All(c => !char.IsDigit(c)) && char.IsLetter(part[0])) : at;
        if (at < 0)
        {
            return null;
        }

        var city = parts[at];
        parts.RemoveAt(at);
        return city.TrimEnd('.', ' ');
    }

    // «5 к. 2», «5, корпус 2» and «5к2» all become 5к2. A number after a dash is the flat or, when a flat is given too, ends a range of
    // houses.
    private static (string? House, string? Flat) NumberOf(Match? house, Match? flat, ref string street)
    {
        if (house is null)
        {
            return (null, null);
        }

        var number = AddressText.WithoutSpaces(house.Groups["number"].Value);
        var dash = house.Groups["flat"] is { Success: true } end ? end.Value : null;
        number += flat is not null && dash is not null ? "-" + dash : "";
        foreach (Match building in AddressMarks.Building().Matches(house.Groups["buildings"].Value))
        {
            number += AddressText.BuildingOf(building);
        }

        for (var match = AddressMarks.MarkedBuilding().Match(street); match.Success; match = AddressMarks.MarkedBuilding().Match(street))
        {
            number += AddressText.BuildingOf(match);
            street = string.Join(", ", AddressText.Parts(street.Remove(match.Index, match.Length).Insert(match.Index, ",")));
        }

        return (number.ToLowerInvariant(), flat is null ? dash : null);
    }
}
