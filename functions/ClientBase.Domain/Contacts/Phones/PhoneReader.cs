namespace ClientBase.Domain.Contacts.Phones;

/// <summary>Reads telephone numbers as people type them.</summary>
/// <remarks>
/// A number that the country's plan has is accepted as typed. Only otherwise is it corrected (trunk prefix or carrier code dropped). So a
/// number in normal form never changes again, whatever country it is read with.
/// </remarks>
public static class PhoneReader
{
    private const int MaxDigits = 15; // ITU-T E.164.

    /// <summary>Reads a number.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">ISO 3166 code of the country the number is national to when it has no plus; null when unknown.</param>
    public static PhoneReading Read(string? text, string? country = null)
    {
        if (PhoneText.TryRead(text, out var typed) is { } reason)
        {
            return PhoneReading.Refused(reason);
        }

        var region = PhoneRegions.Find(country);
        var refused = typed.HasPlus || (region is null && typed.Digits.StartsWith("00", StringComparison.Ordinal))
            ? International(typed.HasPlus ? typed.Digits : typed.Digits[2..], out var digits)
            : National(typed.Digits, region, string.IsNullOrWhiteSpace(country), out digits);
        return refused is null ? new PhoneReading(new PhoneNumber(digits), typed.Extension, null) : PhoneReading.Refused(refused);
    }

    private static string? National(string typed, PhoneRegion? region, bool isCountryMissing, out string digits)
    {
        digits = "";
        if (region is null)
        {
            return isCountryMissing ? PhoneReasons.NeedsCountry : PhoneReasons.UnknownCountry;
        }

        var sharing = PhoneRegions.Sharing(region.CountryCode);
        foreach (var exit in region.Exits.Append("00"))
        {
            if (StartsWith(typed, exit) && International(typed[exit.Length..], out digits) is null)
            {
                return null;
            }
        }

        var refused = NationalNumber(sharing, typed, out var national);
        if (refused is null)
        {
            return WithinLimit(region.CountryCode + national, out digits);
        }

        // Written with the country code but without the plus, as many do.
        return typed.StartsWith(region.CountryCode, StringComparison.Ordinal) && International(typed, out digits) is null ? null : refused;
    }

    private static string? International(string typed, out string digits)
    {
        var national = "";
        var refused = PhoneRegions.TrySplit(typed, out var regions, out var rest)
            ? NationalNumber(regions, rest, out national)
            : PhoneReasons.UnknownCountryCode;
        if (refused is null)
        {
            return WithinLimit(regions[0].CountryCode + national, out digits);
        }

        // "+8 916 123-45-67": people write the Russian trunk prefix after a plus. Accepted if no other country has such a number.
        digits = typed.StartsWith('8') ? "7" + typed[1..] : "";
        return digits.Length > 0 && IsNumber(PhoneRegions.Sharing("7"), typed.AsSpan(1)) ? null : refused;
    }

    private static string? WithinLimit(string number, out string digits)
    {
        digits = number;
        return number.Length > MaxDigits ? PhoneReasons.TooLong : null;
    }

    private static string? NationalNumber(PhoneRegion[] sharing, string typed, out string national)
    {
        national = typed;
        if (IsNumber(sharing, typed))
        {
            return null;
        }

        foreach (var candidate in Mended(sharing[^1], typed))
        {
            if (IsNumber(sharing, candidate))
            {
                national = candidate;
                return null;
            }
        }

        var lengths = sharing.SelectMany(region => region.Numbers.Keys).ToArray();
        return typed.Length < lengths.Min() ? PhoneReasons.TooShort
            : typed.Length > lengths.Max() ? PhoneReasons.TooLong
            : lengths.Contains(typed.Length) ? PhoneReasons.InvalidForCountry
            : PhoneReasons.WrongLength;
    }

    private static IEnumerable<string> Mended(PhoneRegion region, string typed)
    {
        foreach (var trunk in region.Trunks)
        {
            if (StartsWith(typed, trunk))
            {
                yield return typed[trunk.Length..];
            }
        }

        if (region.Code == "AR")
        {
            foreach (var mobile in ArgentineMobiles(typed))
            {
                yield return mobile;
            }
        }
    }

    // An Argentine mobile is dialled as area, 15, number at home, but as 9, area, number from abroad. Area and number together have ten
    // digits.
    private static IEnumerable<string> ArgentineMobiles(string typed)
    {
        var number = typed.StartsWith('0') ? typed[1..] : typed;
        number = number.Length == 13 && number[0] == '9' ? number[1..] : number;
        for (var area = number.StartsWith("11", StringComparison.Ordinal) ? 2 : 3; number.Length == 12 && area <= 4; area++)
        {
            if (number.AsSpan(area).StartsWith("15"))
            {
                yield return $"9{number[..area]}{number[(area + 2)..]}";
            }
        }
    }

    private static bool IsNumber(PhoneRegion[] sharing, ReadOnlySpan<char> national)
    {
        foreach (var region in sharing)
        {
            if (region.Accepts(national))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith(string typed, string pattern)
    {
        if (typed.Length < pattern.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != '.' && pattern[i] != typed[i])
            {
                return false;
            }
        }

        return true;
    }
}
