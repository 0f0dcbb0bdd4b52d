using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Words;

/// <summary>The one table of the language's words, used by the parser, by the printer and for suggestions.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<Keyword, Spelling> Table = new()
    {
        [Keyword.And] = new(["and"], ["и"]),
        [Keyword.Or] = new(["or"], ["или"]),
        [Keyword.Not] = new(["not"], ["не"]),
        [Keyword.Everyone] = new(["everyone", "everybody"], ["все"]),
        [Keyword.InSegment] = new(["in segment", "segment"], ["в сегменте", "из сегмента", "сегмент"]),
        [Keyword.Equal] = new(["is", "equals"], ["равно", "равен", "равна", "это"]),
        [Keyword.NotEqual] = new(["is not"], ["не равно", "не равен", "не равна", "это не"]),
        [Keyword.Less] = new(["less than"], ["меньше", "менее"]),
        [Keyword.AtMost] = new(["at most"], ["не более", "не больше"]),
        [Keyword.Greater] = new(["more than", "over"], ["больше", "более"]),
        [Keyword.AtLeast] = new(["at least"], ["не менее", "не меньше", "минимум"]),
        [Keyword.In] = new(["in"], ["в", "из"]),
        [Keyword.Top] = new(["top"], ["топ"]),
        [Keyword.Contains] = new(["contains"], ["содержит"]),
        [Keyword.StartsWith] = new(["starts with"], ["начинается с"]),
        [Keyword.EndsWith] = new(["ends with"], ["заканчивается на"]),
        [Keyword.Known] = new(["is known"], ["известно", "известен", "известна", "известны"]),
        [Keyword.Unknown] = new(
            ["is unknown", "is not known"],
            ["неизвестно", "неизвестен", "неизвестна", "неизвестны", "не известен", "не известна", "не известно"]),
        [Keyword.OlderThan] = new(["older than"], ["старше", "старше чем"]),
        [Keyword.Ago] = new(["ago"], ["назад"]),
        [Keyword.Within] = new(["within", "in the last"], ["за", "за последние", "в течение", "не старше"]),
        [Keyword.Upcoming] = new(["within", "in the next"], ["через", "в ближайшие", "за"]),
        [Keyword.Today] = new(["today", "is today"], ["сегодня"]),
        [Keyword.Before] = new(["before"], ["до", "раньше"]),
        [Keyword.After] = new(["after"], ["после"]),
        [Keyword.On] = new(["on"], ["в день"]),
        [Keyword.Since] = new(["since"], ["с", "начиная с"]),
        [Keyword.Any] = new(["any"], ["любой", "любую", "любое", "любая"]),
        [Keyword.Times] = new(["times", "time"], ["раз", "раза"]),
        [Keyword.Hours] = new(["hours", "hour"], ["часов", "час", "часа"]),
        [Keyword.Days] = new(["days", "day"], ["дней", "день", "дня"]),
        [Keyword.Weeks] = new(["weeks", "week"], ["недель", "неделя", "недели", "неделю"]),
        [Keyword.Months] = new(["months", "month"], ["месяцев", "месяц", "месяца"]),
        [Keyword.Years] = new(["years", "year"], ["лет", "год", "года"]),
    };

    private static readonly Dictionary<string, string[][]> ByFirstWord = Table.Values
        .SelectMany(word => word.Phrases)
        .GroupBy(phrase => phrase[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Length).ToArray(), StringComparer.Ordinal);

    private static readonly HashSet<string> Reserved =
        [.. Table.Values.SelectMany(word => word.Phrases).SelectMany(phrase => phrase)];

    /// <summary>The canonical words of a keyword.</summary>
    public static string Text(Keyword keyword, bool russian) => russian ? Table[keyword].Russian[0] : Table[keyword].English[0];

    /// <summary>All spellings in a language, the canonical one first.</summary>
    public static IReadOnlyList<string> Spellings(Keyword keyword, bool russian) =>
        russian ? Table[keyword].Russian : Table[keyword].English;

    /// <summary>All spellings as single words, longest first.</summary>
    public static IReadOnlyList<string[]> Phrases(Keyword keyword) => Table[keyword].Phrases;

    /// <summary>All phrases that begin with a word, longest first.</summary>
    public static IReadOnlyList<string[]> StartingWith(string word) => ByFirstWord.TryGetValue(word, out var phrases) ? phrases : [];

    /// <summary>Whether a folded word means something to the grammar, and so must be quoted when it is a value.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);

    /// <summary>The keyword of a unit.</summary>
    public static Keyword Of(RuleUnit unit) => Keyword.Hours + (int)unit;

    private sealed record Spelling(string[] English, string[] Russian)
    {
        public IReadOnlyList<string[]> Phrases { get; } =
            [.. English.Concat(Russian).Select(text => text.Split(' ')).OrderByDescending(words => words.Length)];
    }
}
