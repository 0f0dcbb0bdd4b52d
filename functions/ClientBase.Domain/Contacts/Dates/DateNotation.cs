using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClientBase.Domain.Contacts.Dates;

/// <summary>Numbers that were written as a date; whether there is such a day is not known yet.</summary>
internal readonly record struct WrittenDate(int? Year, bool IsShortYear, int Month, int Day);

/// <summary>Finds out which number of a written date is the day, the month and the year.</summary>
internal static partial class DateNotation
{
    private const int MaxLength = 64; // No date is longer; it bounds the work on hostile texts.
    private const int MaxDay = 31;
    private const string Ordinal = "(?:-?(?:st|nd|rd|th|го|ое|е))?";
    private const string Gap = "[ .,/-]";
    private const string YearPart = "'?(?<year>[0-9]{4}|[0-9]{2})";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    // Short date patterns of Unicode CLDR. Canada writes all three orders; its government puts the year first.
    private static readonly FrozenSet<string> MonthFirst = Countries("US", "PR", "GU", "VI", "AS", "MP", "UM", "PH", "PW", "FM", "MH");
    private static readonly FrozenSet<string> YearFirst = Countries("CN", "JP", "KR", "KP", "TW", "MN", "HU", "LT", "SE", "CA", "ZA");

    /// <summary>What the text can mean, the most usual first; nothing when it is no date.</summary>
    public static IReadOnlyList<WrittenDate> Candidates(string text, string? country)
    {
        if (text.Length > MaxLength)
        {
            return [];
        }

        var date = Tail().Replace(Plain(text), "");
        if (Fixed().Match(date) is { Success: true } iso)
        {
            var year = iso.Groups["year"];
            return [new WrittenDate(year.Success ? Number(year) : null, false, Number(iso.Groups["month"]), Number(iso.Groups["day"]))];
        }

        return Numeric().Match(date) is { Success: true } numbers ? FromNumbers(numbers, country ?? "")
            : WithName().Match(date) is { Success: true } named ? FromName(named)
            : [];
    }

    // Spaces become single, dashes and quotes plain, and 1985年5月5日 a date with dashes.
    private static string Plain(string text)
    {
        var plain = string.Concat(text.Select(c => c switch
        {
            '年' or '月' or '‐' or '‑' or '–' or '—' or '−' => "-",
            '日' or '«' or '»' or '"' or '“' or '”' or '„' => "",
            '’' or '‘' => "'",
            _ => char.IsWhiteSpace(c) ? " " : c.ToString(),
        }));
        return string.Join(' ', plain.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IReadOnlyList<WrittenDate> FromNumbers(Match match, string country)
    {
        var (a, b, c) = (match.Groups["a"], match.Groups["b"], match.Groups["c"]);
        var (yearFirst, dayFirst, monthFirst) = (Written(a, b, c), Written(c, b, a), Written(c, a, b));
        if (a.Length == 4 || (c.Length == 2 && Number(a) > MaxDay))
        {
            return c.Length is 1 or 2 ? [yearFirst] : [];
        }

        if (c.Length == 1)
        {
            return [];
        }

        if (c.Length == 2 && YearFirst.Contains(country))
        {
            return [yearFirst, dayFirst, monthFirst];
        }

        // With dots, only countries that always put the month first do so.
        return MonthFirst.Contains(country) || (c.Length == 0 && YearFirst.Contains(country)) ? [monthFirst, dayFirst]
            : match.Groups["gap"].ValueSpan[0] == '.' ? [dayFirst]
            : [dayFirst, monthFirst];
    }

    private static IReadOnlyList<WrittenDate> FromName(Match match)
    {
        var (year, day) = (match.Groups["year"], match.Groups["day"]);
        return MonthNames.NumberOf(match.Groups["name"].Value) is not { } month ? []
            : [new WrittenDate(year.Success ? Number(year) : null, year.Length == 2, month, Number(day))];
    }

    private static WrittenDate Written(Group year, Group month, Group day) =>
        new(year.Success ? Number(year) : null, year.Length < 4, Number(month), day.Success ? Number(day) : 0);

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FrozenSet<string> Countries(params string[] codes) => codes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // «г.», «года», «г.р.», the dot of Hungarian dates, a time of day.
    [GeneratedRegex(
        @"( ?(год|года|г\. ?р|г)?\.?"
        + @"|(T|,? )[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?( ?[AP]M)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)$",
        Options)]
    private static partial Regex Tail();

    // ISO 8601 without dashes, and the year left out: 19850505, --05-05.
    [GeneratedRegex(@"^((?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})|--(?<month>[0-9]{2})-?(?<day>[0-9]{2}))$", Options)]
    private static partial Regex Fixed();

    [GeneratedRegex(@"^(?<a>[0-9]{4}|[0-9]{1,2}) ?(?<gap>[./ -]) ?(?<b>[0-9]{1,2}) ?(\k<gap> ?(?<c>[0-9]{4}|[0-9]{1,2}))?$", Options)]
    private static partial Regex Numeric();

    // 5 мая 1985; 5th of May '85; May 5, 1985; 1985 May 5.
    [GeneratedRegex(
        $@"^((the )?(?<day>[0-9]{{1,2}}){Ordinal}{Gap}*(of )?(?<name>\p{{L}}+)({Gap}*{YearPart})?"
        + $@"|(?<name>\p{{L}}+){Gap}*(the )?(?<day>[0-9]{{1,2}}){Ordinal}({Gap}+{YearPart})?"
        + $@"|(?<year>[0-9]{{4}}){Gap}*(?<name>\p{{L}}+){Gap}*(?<day>[0-9]{{1,2}}){Ordinal})$",
        Options)]
    private static partial Regex WithName();
}
