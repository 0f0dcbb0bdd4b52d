using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>A postal address in its parts; any of them may be unknown.</summary>
/// <param name="Postcode">Postal code, as written.</param>
/// <param name="Region">Region and district, with their kinds: «Московская обл., Одинцовский р-н».</param>
/// <param name="City">City; villages with their kind: «деревня Жуковка».</param>
/// <param name="Street">Street with its kind in full, and whatever was not recognised as another part.</param>
/// <param name="House">Number of the house with «корпус» and «строение»: <c>5к2с1</c>, <c>12a</c>, <c>7/10</c>.</param>
/// <param name="Flat">Flat, apartment or office.</param>
/// <param name="Country">ISO 3166 code, where the country is written out.</param>
/// <remarks>
/// Read by <see cref="AddressReader"/>. There is no gazetteer behind it: a city is known by its mark («г.») or its place in the line.
/// </remarks>
public sealed record PostalAddress(
    string? Postcode, string? Region, string? City, string? Street, string? House, string? Flat, string? Country = null)
{
    /// <summary>The address in one line, in one order and with one set of marks, whatever the language.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Country is null ? null : Countries.NameOf(Country),
        Postcode,
        Region,
        City is null || AddressText.IsVillage(City) ? City : "г. " + City,
        Street,
        House is null ? null : "д. " + House,
        Flat is null ? null : "кв. " + Flat,
    }.OfType<string>());

    /// <summary>Equal for spellings of one address: one alphabet, no letter case, the words of city and street in ordinal order.</summary>
    /// <remarks>
    /// Country and region are left out, because few people write them. The postcode is not: an address with it and one without differ,
    /// because keeping one address twice is better than merging two.
    /// </remarks>
    public string Key => string.Join('|', FoldNumber(Postcode), Fold(City), Fold(Street), FoldNumber(House), FoldNumber(Flat));

    private static string Fold(string? part)
    {
        var words = (part ?? "").Split([' ', '-', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(
            ' ', words.Select(Transliteration.Fold).Where(word => word.Length > 0).Order(StringComparer.Ordinal));
    }

    // The slash stays: 7/10 is neither 710 nor 10/7.
    private static string FoldNumber(string? part) => string.Join('/', (part ?? "").Split(['/', '-']).Select(Transliteration.Fold));
}
