using System.Collections.Frozen;
using System.Text;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>Countries as people write them: by code or by name, in English or Russian.</summary>
public static class Countries
{
    private static readonly string[][] All =
    [
        .. CountryTable.Lines.Replace("\n  ", "", StringComparison.Ordinal).Split('\n').Select(line => line.Split(' ', 3)),
    ];

    private static readonly FrozenDictionary<string, string> ByCode =
        All.ToFrozenDictionary(country => country[0], country => country[0], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> ByName = All
        .SelectMany(country => NamesOf(country).Append(country[1]).Select(name => (Name: Fold(name), Code: country[0])))
        .Where(one => one.Name.Length > 0)
        .DistinctBy(one => one.Name)
        .ToFrozenDictionary(one => one.Name, one => one.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> EnglishNames =
        All.ToFrozenDictionary(country => country[0], country => NamesOf(country)[0], StringComparer.Ordinal);

    /// <summary>The ISO 3166 codes of all regions with telephones, in ordinal order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. All.Select(country => country[0])];

    /// <summary>The ISO 3166 code of a country, or null when the text is none.</summary>
    /// <param name="text">
    /// A code of two or three letters or a name: <c>RU</c>, <c>RUS</c>, «Россия», «РФ», "Russian Federation"; case, accents and points do
    /// not matter.
    /// </param>
    public static string? CodeOf(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > 100 ? null
        : ByCode.TryGetValue(text.Trim(), out var code) ? code
        : ByName.GetValueOrDefault(Fold(text));

    /// <summary>The English name of a country, by its ISO code.</summary>
    internal static string NameOf(string code) => EnglishNames[code];

    /// <summary>Whether the ending of a host name belongs to a country, such as <c>uk</c> of <c>co.uk</c>.</summary>
    internal static bool IsDomainOfCountry(string ending) => ending is "uk" or "eu" or "su" || ByCode.ContainsKey(ending);

    private static string[] NamesOf(string[] country) => country[2].Split('|');

    // Letters only: «Côte d’Ivoire» is "cote d'ivoire", and "U.S.A." is "usa".
    private static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Replace("&", "and", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }
}
