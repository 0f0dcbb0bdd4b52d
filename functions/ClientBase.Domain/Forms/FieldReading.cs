using System.Globalization;

namespace ClientBase.Domain.Forms;

/// <summary>Reads what people put into the fields of a form.</summary>
public static class FieldReading
{
    private const int BestScore = 10;
    private const int BestRating = 5;
    private const int ShortestCard = 3;
    private const int LongestCard = 40;

    private static readonly string[] Male = ["m", "male", "man", "mr", "м", "муж", "мужской", "мужчина"];
    private static readonly string[] Female = ["f", "female", "woman", "w", "ms", "mrs", "ж", "жен", "женский", "женщина"];

    /// <summary>How likely somebody is to recommend the shop: a whole number from 0 to 10; null when it is none.</summary>
    public static int? Score(string typed) =>
        Number(OutOf(typed, BestScore)) is { } score && score == decimal.Truncate(score) && score is >= 0 and <= BestScore
            ? (int)score
            : null;

    /// <summary>Stars: a number from 1 to 5; null when it is none.</summary>
    public static decimal? Rating(string typed) =>
        typed.Trim() is { Length: <= BestRating } stars && stars.Length > 0 && stars.All(c => c is '★' or '⭐' or '*')
            ? stars.Length
            : Number(OutOf(typed, BestRating)) is { } rating and >= 1 and <= BestRating ? rating : null;

    /// <summary>A number with a decimal point or comma and spaces between thousands; null when it is none.</summary>
    public static decimal? Number(string typed)
    {
        var plain = string.Concat(typed.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.');
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary><c>m</c> or <c>f</c>; null when the word is neither.</summary>
    public static string? Sex(string typed)
    {
        var word = typed.Trim().TrimEnd('.').ToLowerInvariant();
        return Male.Contains(word) ? "m" : Female.Contains(word) ? "f" : null;
    }

    /// <summary>
    /// The number of a loyalty card, in capitals and without the spaces and dashes that are printed on it; null when it is none or a
    /// blank in disguise, such as 0000.
    /// </summary>
    public static string? LoyaltyCard(string typed)
    {
        var plain = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '—'))).ToUpperInvariant();
        return plain.Length is >= ShortestCard and <= LongestCard && plain.All(char.IsLetterOrDigit) && plain.Any(char.IsAsciiDigit)
            && plain.Distinct().Count() > 1
                ? plain
                : null;
    }

    // "9/10", "4 из 5".
    private static string OutOf(string typed, int best)
    {
        foreach (var between in new[] { "/", "из", "of" })
        {
            if (typed.Split(between) is [var given, var of] && of.Trim() == best.ToString(CultureInfo.InvariantCulture))
            {
                return given;
            }
        }

        return typed;
    }
}
