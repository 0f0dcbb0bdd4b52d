using ClientBase.Domain.Contacts.Addresses;
using PhoneNumbers;

namespace ClientBase.Domain.Contacts.Phones;

/// <summary>Reads telephone numbers as people type them, by the numbering plans of libphonenumber.</summary>
/// <remarks>
/// A number that a country's plan has is accepted as typed. Only otherwise is it corrected (trunk prefix or carrier code dropped). So a
/// number in normal form never changes again, whatever country it is read with. The plan of a country is loaded when the first of its
/// numbers is read.
/// </remarks>
public static class PhoneReader
{
    private const int MaxDigits = 15; // ITU-T E.164.
    private const int MinDigits = 3; // Shorter ones are no number anywhere, and the library throws instead of answering.
    private const int MexicoNational = 10;
    private const int FewestOfOne = 6; // "000000"; shorter ones are short numbers, which are refused anyway.

    private static readonly string[] OldMexicanPrefixes = ["045", "044", "01", "1"];

    /// <summary>Reads a number.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">
    /// The country the number is national to when it has no plus: an ISO 3166 code or a name such as «Россия»; null when unknown.
    /// </param>
    public static PhoneReading Read(string? text, string? country = null)
    {
        var region = Countries.CodeOf(country);
        if (PhoneText.TryRead(text, out var typed) is { } reason)
        {
            return PhoneReading.Refused(reason, Meant(text, region));
        }

        if (IsOneDigit(typed.Digits))
        {
            return PhoneReading.Refused(PhoneReasons.Placeholder);
        }

        if (!typed.HasPlus && region is null && !typed.Digits.StartsWith("00", StringComparison.Ordinal))
        {
            return PhoneReading.Refused(string.IsNullOrWhiteSpace(country) ? PhoneReasons.NeedsCountry : PhoneReasons.UnknownCountry);
        }

        var refused = (string?)null;
        foreach (var way in WaysToDial(typed, region))
        {
            var why = Dialled(way, region, out var number);
            if (why is null)
            {
                return IsOneDigit(NationalOf(number))
                    ? PhoneReading.Refused(PhoneReasons.Placeholder)
                    : new PhoneReading(new PhoneNumber(number), typed.Extension, null);
            }

            refused ??= why;
        }

        return PhoneReading.Refused(IsNobodys(typed.Digits) ? PhoneReasons.Placeholder : refused!);
    }

    /// <summary>Whether these are digits that a mask, a till or a person writes where there is no number.</summary>
    internal static bool IsNobodys(string digits) => digits is "1234567890" or "0123456789" or "9876543210" || IsOneDigit(digits);

    /// <summary>The ISO 3166 code of the region that handed out a number, <c>001</c> for codes of no country (+800).</summary>
    internal static string RegionOf(string number)
    {
        var plans = PhoneNumberUtil.GetInstance();
        return plans.GetRegionCodeForNumber(plans.Parse(number, null)) ?? "001";
    }

    // A plan may have 9999999999; it is still what a mask shows.
    private static bool IsOneDigit(string digits) => digits.Length >= FewestOfOne && digits.AsSpan().IndexOfAnyExcept(digits[0]) < 0;

    // As typed first; then the mistakes that leave one meaning only, since no country has such a number.
    private static IEnumerable<string> WaysToDial(PhoneText typed, string? region)
    {
        var digits = typed.Digits;
        yield return typed.HasPlus || region is null ? "+" + (typed.HasPlus ? digits : digits[2..]) : digits;

        if (!typed.HasPlus && digits.StartsWith("00", StringComparison.Ordinal) && region is not null)
        {
            yield return "+" + digits[2..]; // The exit of most countries, typed in one that has another.
        }

        if (!typed.HasPlus && PhoneNumberUtil.GetInstance().GetNddPrefixForRegion(region, true) is { Length: > 0 } trunk
            && digits.StartsWith(trunk, StringComparison.Ordinal))
        {
            yield return digits[trunk.Length..]; // The trunk prefix before a number that is dialled without it.
        }

        if (typed.HasPlus && digits.StartsWith('8'))
        {
            yield return "+7" + digits[1..]; // "+8 916 123-45-67": the trunk prefix of Russia after a plus.
        }

        // Mexico dropped these prefixes in 2019, and messengers still write the 1.
        var isMexican = typed.HasPlus ? digits.StartsWith("52", StringComparison.Ordinal) : region == "MX";
        var national = typed.HasPlus && isMexican ? digits[2..] : digits;
        foreach (var prefix in isMexican ? OldMexicanPrefixes : [])
        {
            if (national.StartsWith(prefix, StringComparison.Ordinal) && national.Length == prefix.Length + MexicoNational)
            {
                yield return "+52" + national[prefix.Length..];
            }
        }
    }

    /// <summary>Asks the plans; when they have no such number, returns the reason.</summary>
    private static string? Dialled(string dialled, string? region, out string number)
    {
        number = "";
        var length = dialled.Length - (dialled.StartsWith('+') ? 1 : 0);
        if (length is < MinDigits or > MaxDigits + 3)
        {
            return length < MinDigits ? PhoneReasons.TooShort : PhoneReasons.TooLong;
        }

        var plans = PhoneNumberUtil.GetInstance();
        try
        {
            var parsed = plans.Parse(dialled, region);
            number = plans.Format(parsed, PhoneNumberFormat.E164)[1..];
            return !plans.IsValidNumber(parsed) ? WhyNot(parsed)
                : number.Length > MaxDigits ? PhoneReasons.TooLong
                : null;
        }
        catch (NumberParseException refused)
        {
            return refused.ErrorType switch
            {
                ErrorType.INVALID_COUNTRY_CODE => PhoneReasons.UnknownCountryCode,
                ErrorType.TOO_LONG => PhoneReasons.TooLong,
                ErrorType.NOT_A_NUMBER => PhoneReasons.NotANumber,
                _ => PhoneReasons.TooShort,
            };
        }
    }

    private static string WhyNot(PhoneNumbers.PhoneNumber parsed)
    {
        var plans = PhoneNumberUtil.GetInstance();
        return plans.IsPossibleNumberWithReason(parsed) switch
        {
            PhoneNumberUtil.ValidationResult.TOO_SHORT or PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => PhoneReasons.TooShort,
            PhoneNumberUtil.ValidationResult.TOO_LONG => PhoneReasons.TooLong,
            PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE => PhoneReasons.UnknownCountryCode,
            PhoneNumberUtil.ValidationResult.INVALID_LENGTH => IsLongerThanUsual(parsed) ? PhoneReasons.TooLong : PhoneReasons.TooShort,
            _ => PhoneReasons.InvalidForCountry,
        };
    }

    private static bool IsLongerThanUsual(PhoneNumbers.PhoneNumber parsed)
    {
        var plans = PhoneNumberUtil.GetInstance();
        return plans.GetExampleNumber(plans.GetRegionCodeForCountryCode(parsed.CountryCode)) is not { } usual
            || plans.GetNationalSignificantNumber(parsed).Length > plans.GetNationalSignificantNumber(usual).Length;
    }

    /// <summary>The digits behind the country code.</summary>
    internal static string NationalDigits(string number)
    {
        try
        {
            return NationalOf(number.TrimStart('+'));
        }
        catch (NumberParseException)
        {
            return number.TrimStart('+');
        }
    }

    private static string NationalOf(string number)
    {
        var plans = PhoneNumberUtil.GetInstance();
        return plans.GetNationalSignificantNumber(plans.Parse("+" + number, null));
    }

    // "8 916 123 45 6O": letters that look like digits are never read as such, but the person may be asked.
    private static string? Meant(string? text, string? region) =>
        PhoneText.WithDigitsForLetters(text) is { } mended
        && PhoneText.TryRead(mended, out var typed) is null
        && (typed.HasPlus || region is not null)
            ? WaysToDial(typed, region).Select(way => Dialled(way, region, out var number) is null ? "+" + number : null)
                .FirstOrDefault(number => number is not null)
            : null;
}
