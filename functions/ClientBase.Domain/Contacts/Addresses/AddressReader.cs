using System.Text.RegularExpressions;
using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>Reads postal addresses of one line in Russian and English habit.</summary>
/// <remarks>
/// Parts are told by their marks («ул.», «д.», «кв.», "St.", "Apt", "#") and their place. What has neither stays with the street, so that
/// nothing is lost; villages, districts and floors are not told apart.
/// </remarks>
public static partial class AddressReader
{
    private const int LongestAddress = 300;

    private static readonly Dictionary<string, string> StreetKinds = Kinds(
        "улица=ул улица|проспект=пр-т просп пр-кт проспект|переулок=пер переулок|набережная=наб набережная|шоссе=ш шоссе|бульвар=б-р бул бульвар|площадь=пл площадь"
        + "|проезд=пр-д проезд|тупик=туп тупик|street=st str street|avenue=ave av avenue|road=rd road|lane=ln lane|drive=dr drive|boulevard=blvd boulevard|court=ct court"
        + "|place=pl place|square=sq square|highway=hwy highway");

    /// <summary>Reads an address; parts nobody could tell are null.</summary>
    public static PostalAddress Read(string? typed)
    {
        var text = PersonName.Clean(typed?.Length > LongestAddress ? typed[..LongestAddress] : typed) is { } clean ? Spaces().Replace(clean, " ").Trim() : "";
        var postcode = Take(Postcode(), ref text);
        var flat = Take(Flat(), ref text);
        var (house, building) = (Take(MarkedHouse(), ref text), Take(Building(), ref text));
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part.Any(char.IsLetterOrDigit)).ToList();

        var region = Pull(parts, RegionMark());
        var city = Pull(parts, CityMark());
        var streetAt = parts.FindIndex(part => part.Split(' ').Any(word => KindOf(word) is not null));
        streetAt = streetAt < 0 ? parts.FindIndex(part => part.Any(char.IsDigit) && part.Any(char.IsLetter)) : streetAt;
        city ??= CityByPlace(parts, streetAt);
        var street = string.Join(", ", parts);
        if (house is null)
        {
            (house, var ownFlat) = HouseAtEdge(ref street);
            flat ??= ownFlat;
        }

        return new PostalAddress(
            postcode,
            region,
            city is null ? null : CityMark().Replace(city, "").Trim(' ', '.'),
            street.Length == 0 ? null : Spelled(street),
            house is null ? null : House(house, building),
            flat?.ToLowerInvariant());
    }

    // "Moscow, Lenin street" and "12 Main St, Springfield": the part beside the street that has no number.
    private static string? CityByPlace(List<string> parts, int streetAt)
    {
        var at = parts.FindIndex(part => !part.Any(char.IsDigit));
        if (streetAt < 0 || parts.Count < 2 || at < 0 || at == streetAt)
        {
            at = streetAt < 0 || parts.Count < 2 ? -1 : parts.FindIndex(streetAt + 1, part => !part.Any(char.IsDigit));
        }

        if (at < 0)
        {
            return null;
        }

        var city = parts[at];
        parts.RemoveAt(at);
        return city;
    }

    // «Ленина 5к2-10», "12 Main Street".
    private static (string? House, string? Flat) HouseAtEdge(ref string street)
    {
        var match = HouseLast().Match(street) is { Success: true } last ? last : HouseFirst().Match(street);
        if (!match.Success)
        {
            return (null, null);
        }

        street = street.Remove(match.Index, match.Length).Trim(' ', ',');
        return (match.Groups["house"].Value, match.Groups["flat"] is { Success: true } flat ? flat.Value : null);
    }

    private static string House(string house, string? building)
    {
        var plain = house.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal).Replace("корп.", "к", StringComparison.Ordinal).Replace("корп", "к", StringComparison.Ordinal)
            .Replace("стр.", "с", StringComparison.Ordinal).Replace("стр", "с", StringComparison.Ordinal);
        return building is null ? plain : $"{plain}к{building.ToLowerInvariant()}";
    }

    private static string Spelled(string street) => string.Join(' ', street.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => KindOf(word) ?? word));

    private static string? KindOf(string word) => StreetKinds.GetValueOrDefault(word.Trim('.', ',').ToLowerInvariant());

    private static string? Take(Regex pattern, ref string text)
    {
        var match = pattern.Match(text);
        if (!match.Success)
        {
            return null;
        }

        text = text.Remove(match.Index, match.Length).Insert(match.Index, ",");
        return match.Groups["value"].Value;
    }

    private static string? Pull(List<string> parts, Regex mark)
    {
        var at = parts.FindIndex(part => mark.IsMatch(part));
        if (at < 0)
        {
            return null;
        }

        var part = parts[at];
        parts.RemoveAt(at);
        return part;
    }

    private static Dictionary<string, string> Kinds(string kinds) => kinds.Split('|').Select(kind => kind.Split('='))
        .SelectMany(kind => kind[1].Split(' ').Select(spelling => (spelling, kind[0]))).ToDictionary(pair => pair.spelling, pair => pair.Item2, StringComparer.Ordinal);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<![\w-])(?<value>\d{6}|\d{5}(-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?![\w-])")]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?<!\w)(кв\.?|квартира|оф\.?|офис|apt\.?|apartment|unit|suite|ste\.?|flat|#)\s*(?<value>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Flat();

    [GeneratedRegex(@"(?<!\w)(д\.|дом|house)\s*(?<value>\d+\s?[a-zа-я]?(/\d+)?([кc]\d+)?)(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex MarkedHouse();

    [GeneratedRegex(@"(?<!\w)(к\.|корп\.?|корпус|стр\.?|строение)\s*(?<value>\d+\w?)(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex Building();

    [GeneratedRegex(@"(?<!\w)(обл|область|край|респ|республика|р-н|район)\.?(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex RegionMark();

    [GeneratedRegex(@"(?<!\w)(г\.|гор\.|город)(?=\s|\w)\s*", RegexOptions.IgnoreCase)]
    private static partial Regex CityMark();

    [GeneratedRegex(@"(?<![\w-])(?<house>\d+[a-zа-я]?(/\d+)?(\s?[кс]\d+)?)(-(?<flat>\d+))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex HouseLast();

    [GeneratedRegex(@"^(?<house>\d+[a-z]?(/\d+)?)(?=\s)", RegexOptions.IgnoreCase)]
    private static partial Regex HouseFirst();
}
