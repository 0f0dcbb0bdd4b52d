using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Emails;

/// <summary>Letters of other alphabets that the eye takes for Latin ones: «gmail.сom» with a Cyrillic с.</summary>
internal static partial class LookAlikeLetters
{
    private const string Others = "аеорсухкмтіјѕһԁԛԝѵӏАВЕКМНОРСТУХІЈЅοανικρτυχεΟΑΝΙΚΡΤΥΧΕΒΗΜ";
    private const string Latin = "aeopcyxkmtijshdqwvlABEKMHOPCTYXIJSoavikptuxeOANIKPTYXEBHM";

    private static readonly FrozenDictionary<char, char> ToLatin =
        Others.Zip(Latin).DistinctBy(pair => pair.First).ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>Whether the parts of an address are of two alphabets each, or all of them look Latin.</summary>
    /// <remarks>«сору@mail.ru» misleads; «сору@почта.рф» is in one alphabet of its own.</remarks>
    public static bool Mislead(string address)
    {
        var others = address.Count(IsOtherLetter);
        return others > 0 && (address.Split('@', '.').Any(IsMixed) || others == address.Count(ToLatin.ContainsKey));
    }

    /// <summary>The address with the parts that mislead in Latin letters, as far as they have look-alikes.</summary>
    public static string InLatin(string address)
    {
        var isAll = address.Count(IsOtherLetter) == address.Count(ToLatin.ContainsKey);
        return Part().Replace(address, part => IsMixed(part.Value) || isAll ? InLatinLetters(part.Value) : part.Value);
    }

    private static bool IsMixed(string part) => part.Any(char.IsAsciiLetter) && part.Any(IsOtherLetter);

    private static string InLatinLetters(string part) => part.All(c => !IsOtherLetter(c) || ToLatin.ContainsKey(c))
        ? string.Concat(part.Select(c => ToLatin.GetValueOrDefault(c, c)))
        : part;

    private static bool IsOtherLetter(char c) => c is >= '\u0370' and <= '\u052f' && char.IsLetter(c);

    [GeneratedRegex("[^@.]+")]
    private static partial Regex Part();
}
