using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>Cleans the text of an address, splits it into parts and spells their words alike.</summary>
internal static class AddressText
{
    /// <summary>How many characters of an address are read.</summary>
    public const int LongestAddress = 300;

    private static readonly FrozenDictionary<string, string> RussianKinds = Kinds(
        "улица=ул улица|проспект=пр пр-т просп пр-кт проспект|переулок=пер переулок|набережная=наб набережная|шоссе=ш шоссе"
        + "|бульвар=б-р бул бульвар|площадь=пл площадь|проезд=пр-д проезд|тупик=туп тупик|аллея=ал аллея|тракт=тракт|линия=линия");

    private static readonly FrozenDictionary<string, string> EnglishKinds = Kinds(
        "street=st str street|avenue=ave av avenue|road=rd road|lane=ln lane|drive=dr drive|boulevard=blvd boulevard|court=ct court"
        + "|place=pl place|square=sq square|highway=hwy highway|parkway=pkwy parkway|terrace=ter terrace|way=way");

    private static readonly FrozenDictionary<string, string> VillageKinds = Kinds(
        "село=с село|деревня=д дер деревня|посёлок=п пос поселок посёлок пгт рп|станица=ст-ца станица|хутор=х хутор|аул=аул");

    private static readonly string[] EndingsOfStreets = ["ая", "яя", "ой", "ый", "ий"];

    /// <summary>One line without invisible and broken characters, with plain dashes and single spaces.</summary>
    public static string Clean(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var rune in (typed ?? "").AsSpan(0, Math.Min(typed?.Length ?? 0, LongestAddress)).EnumerateRunes())
        {
            plain.Append(rune.Value switch
            {
                ';' or '\n' or '\r' => ",",
                '‐' or '‑' or '–' or '—' or '−' => "-",
                _ when Rune.IsWhiteSpace(rune) => " ",
                _ when rune == Rune.ReplacementChar || IsInvisible(rune) => "",
                _ => rune.ToString(),
            });
        }

        return SingleSpaces(AddressMarks.MissingSpace().Replace(plain.ToString().Normalize(), " "));
    }

    /// <summary>The parts between commas that hold a letter or digit. Where a comma is missing, marks tell where a part begins.</summary>
    public static List<string> Parts(string text)
    {
        List<string> parts =
        [
            .. AddressMarks.MissingComma().Replace(text, ",").Split(',')
                .Select(SingleSpaces)
                .Where(part => part.Any(char.IsLetterOrDigit)),
        ];
        for (var i = 0; i < parts.Count; i++)
        {
            var at = StartOfStreet(parts[i], parts.Count == 1);
            if (at > 0)
            {
                parts.Insert(i + 1, parts[i][at..]);
                parts[i] = parts[i][..at].TrimEnd();
            }
        }

        return parts;
    }

    /// <summary>The city of a part that is marked as one, without the mark; a village keeps its kind, written in full.</summary>
    public static string? CityOf(string part)
    {
        if (AddressMarks.City().Match(part) is { Success: true } city)
        {
            return city.Groups["name"].Value.TrimEnd('.', ' ');
        }

        return AddressMarks.Village().Match(part) is { Success: true } village && !NamesStreet(part)
            ? $"{VillageKinds[village.Groups["kind"].Value]} {village.Groups["name"].Value.TrimEnd('.', ' ')}"
            : null;
    }

    /// <summary>Whether a word of the part is a kind of street.</summary>
    public static bool NamesStreet(string part)
    {
        var words = part.Split(' ');
        return words.Any(word => KindOf(RussianKinds, word) is not null) || EnglishKindAt(words) >= 0;
    }

    /// <summary>«ул.» as «улица», "Main St." as "Main street"; "St. James" stays.</summary>
    public static string WithKindsInFull(string street) => string.Join(", ", street.Split(", ").Select(part =>
    {
        var words = part.Split(' ');
        if (EnglishKindAt(words) is >= 0 and var at)
        {
            words[at] = KindOf(EnglishKinds, words[at])!;
        }

        return string.Join(' ', words.Select(word => KindOf(RussianKinds, word) ?? word));
    }));

    /// <summary>«корпус 2» as «к2», «строение 1» as «с1».</summary>
    public static string BuildingOf(Match building) =>
        (building.Groups["mark"].ValueSpan[0] is 'с' or 'С' ? "с" : "к") + building.Groups["value"].Value.ToLowerInvariant();

    /// <summary>Whether the text was typed in capitals or in small letters only.</summary>
    public static bool IsInOneCase(string text) => !(text.Any(char.IsLower) && text.Any(char.IsUpper));

    /// <summary>«МОСКВА» and «москва» as «Москва»; kinds of streets stay small.</summary>
    public static string WithCapitals(string part) => string.Join(' ', part.Split(' ').Select(word => IsKind(word)
        ? word.ToLowerInvariant()
        : string.Join('-', word.Split('-').Select(WithCapital))));

    /// <summary>The text without any space.</summary>
    public static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether a city has the kind of a village before its name, and so needs no «г.».</summary>
    public static bool IsVillage(string city) => CityOf(city) == city;

    // «Москва ул Ленина» is two parts, «Большой проспект П. С.» and «1-я улица Строителей» are one. After a marked city a new part begins.
    private static int StartOfStreet(string part, bool isAlone)
    {
        var words = part.Split(' ');
        var at = Array.FindIndex(words, word => KindOf(RussianKinds, word) is not null);
        var head = at < 1 ? "" : string.Join(' ', words[..at]);
        if (at < 1 || at == words.Length - 1 || head.Any(char.IsDigit) || !head.Any(char.IsLetter))
        {
            return 0;
        }

        var looksLikeStreet = EndingsOfStreets.Any(ending => head.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        var isCity = CityOf(head) is not null || (isAlone && !looksLikeStreet);
        return isCity ? head.Length + 1 : 0;
    }

    // The last kind of street after a name: in "St. James Street" that is "Street".
    private static int EnglishKindAt(string[] words)
    {
        var name = Array.FindIndex(words, word => word.Any(char.IsLetter));
        return name < 0
            ? -1
            : Array.FindLastIndex(words, words.Length - 1, words.Length - 1 - name, word => KindOf(EnglishKinds, word) is not null);
    }

    private static string WithCapital(string piece) => piece.Length < 2 || piece.Any(char.IsDigit)
        ? piece
        : piece[..1].ToUpperInvariant() + piece[1..].ToLowerInvariant();

    private static bool IsKind(string word) => word.TrimEnd(',') is var bare
        && (KindOf(RussianKinds, bare) is not null || KindOf(EnglishKinds, bare) is not null || VillageKinds.ContainsKey(bare));

    private static string? KindOf(FrozenDictionary<string, string> kinds, string word) => kinds.GetValueOrDefault(word.TrimEnd('.'));

    private static string SingleSpaces(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // Control and format characters, and code points that are no characters (Unicode 23.7).
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;

    private static FrozenDictionary<string, string> Kinds(string kinds) => kinds.Split('|')
        .Select(kind => kind.Split('='))
        .SelectMany(kind => kind[1].Split(' ').Select(spelling => KeyValuePair.Create(spelling, kind[0])))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
