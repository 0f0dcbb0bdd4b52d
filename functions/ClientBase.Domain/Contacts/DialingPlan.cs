namespace ClientBase.Domain.Contacts;

/// <summary>How national telephone numbers are written, for the countries a shop here sells to (ITU-T E.164 assignments).</summary>
internal static class DialingPlan
{
    // Country code, trunk prefix dropped before it, lengths of the national number without the trunk prefix.
    private static readonly Dictionary<string, (string Code, string Trunk, int Min, int Max)> Countries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RU"] = ("7", "8", 10, 10),
        ["KZ"] = ("7", "8", 10, 10),
        ["BY"] = ("375", "80", 9, 9),
        ["UA"] = ("380", "0", 9, 9),
        ["AM"] = ("374", "0", 8, 8),
        ["GE"] = ("995", "0", 9, 9),
        ["UZ"] = ("998", "", 9, 9),
        ["US"] = ("1", "1", 10, 10),
        ["CA"] = ("1", "1", 10, 10),
        ["GB"] = ("44", "0", 9, 10),
        ["DE"] = ("49", "0", 6, 11),
        ["FR"] = ("33", "0", 9, 9),
        ["ES"] = ("34", "", 9, 9),
        ["IT"] = ("39", "", 8, 11),
        ["NL"] = ("31", "0", 9, 9),
        ["PL"] = ("48", "", 9, 9),
        ["TR"] = ("90", "0", 10, 10),
    };

    /// <summary>The digits with their country code, or null when they do not fit the country's plan.</summary>
    public static string? ToInternational(string digits, string? country)
    {
        if (country is null || !Countries.TryGetValue(country, out var plan))
        {
            return null;
        }

        if (plan.Trunk.Length > 0 && digits.StartsWith(plan.Trunk, StringComparison.Ordinal)
            && Fits(digits[plan.Trunk.Length..], plan.Min, plan.Max))
        {
            return plan.Code + digits[plan.Trunk.Length..];
        }

        if (Fits(digits, plan.Min, plan.Max))
        {
            return plan.Code + digits;
        }

        // Written with the country code but without the plus, as many do.
        return digits.StartsWith(plan.Code, StringComparison.Ordinal) && Fits(digits[plan.Code.Length..], plan.Min, plan.Max) ? digits : null;
    }

    private static bool Fits(string digits, int min, int max) => digits.Length >= min && digits.Length <= max;
}
