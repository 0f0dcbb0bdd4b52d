using System.Globalization;
using ClientBase.Domain.Segments.Rules.Syntax;
using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Segments.Rules.Words;

/// <summary>Numbers with their nouns: 1 day, 2 days; 1 день, 2 дня, 5 дней.</summary>
internal static class Plural
{
    private static readonly string[][] RussianUnits =
    [
        ["час", "часа", "часов"],
        ["день", "дня", "дней"],
        ["неделю", "недели", "недель"],
        ["месяц", "месяца", "месяцев"],
        ["год", "года", "лет"],
    ];

    // After "more than", "less than": больше 1 дня, больше 2 дней.
    private static readonly string[][] RussianGenitives =
        [["часа", "часов"], ["дня", "дней"], ["недели", "недель"], ["месяца", "месяцев"], ["года", "лет"]];

    private static readonly string[] EnglishUnits = ["hour", "day", "week", "month", "year"];

    /// <summary>The form of a Russian noun after a number.</summary>
    public static string Russian(long number, string one, string few, string many) => RussianPlural.FormOf(number) switch
    {
        0 => one,
        1 => few,
        _ => many,
    };

    /// <summary>A length of time in English.</summary>
    public static string English(RuleSpan span) => Number(span.Count) + " " + EnglishUnits[(int)span.Unit] + (span.Count == 1 ? "" : "s");

    /// <summary>A length of time in Russian, as in "за 2 дня".</summary>
    public static string Russian(RuleSpan span)
    {
        var forms = RussianUnits[(int)span.Unit];
        return Number(span.Count) + " " + Russian(span.Count, forms[0], forms[1], forms[2]);
    }

    /// <summary>A length of time in the Russian genitive, as in "больше 2 дней".</summary>
    public static string Genitive(RuleSpan span)
    {
        var forms = RussianGenitives[(int)span.Unit];
        return Number(span.Count) + " " + Russian(span.Count, forms[0], forms[1], forms[1]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
