using ClientBase.Domain.Contacts.Names;

namespace ClientBase.Domain.Contacts.Addresses;

/// <summary>A postal address in its parts; any of them may be unknown.</summary>
/// <param name="Postcode">Postal code, as written.</param>
/// <param name="Region">Region, with its kind: «Московская обл.».</param>
/// <param name="City">City.</param>
/// <param name="Street">Street with its kind in full, and whatever could not be told apart from it.</param>
/// <param name="House">Number of the house with building: <c>5к2</c>, <c>12a</c>.</param>
/// <param name="Flat">Flat, apartment or office.</param>
/// <remarks>Read by <see cref="AddressReader"/>. There is no gazetteer behind it: a city is known by its mark («г.») or its place in the line.</remarks>
public sealed record PostalAddress(string? Postcode, string? Region, string? City, string? Street, string? House, string? Flat)
{
    /// <summary>The address in one line, in one order and spelling.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Postcode, Region, City, Street, House is null ? null : "д. " + House, Flat is null ? null : "кв. " + Flat,
    }.OfType<string>());

    /// <summary>Equal for spellings of one address: one alphabet, no case, the words of the street in ordinal order.</summary>
    public string Key => string.Join('|', new[] { Postcode, Fold(City), Fold(Street), Fold(House), Fold(Flat) }.Select(part => part ?? ""));

    private static string Fold(string? part) => string.Join(
        ' ', (part ?? "").Split([' ', '-', '.'], StringSplitOptions.RemoveEmptyEntries).Select(Transliteration.Fold).Where(word => word.Length > 0).Order(StringComparer.Ordinal));
}
