using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>How alike two words are.</summary>
internal enum Likeness
{
    Different,
    Similar,
    Close,
    Equal,
}

/// <summary>Likeness of folded words: typing errors by Damerau and Levenshtein, other spellings by Jaro and Winkler.</summary>
internal static class Word
{
    private const double CloseSimilarity = 0.92;
    private const double SomeSimilarity = 0.80;
    private const int LongWord = 6;

    public static Likeness Compare(string a, string b)
    {
        if (a == b)
        {
            return Likeness.Equal;
        }

        var shorter = Math.Min(a.Length, b.Length);
        if (shorter >= 3 && DamerauLevenshtein.Distance(a, b, 1) <= 1)
        {
            return Likeness.Close;
        }

        var similarity = JaroWinkler.Similarity(a, b);
        if (similarity >= CloseSimilarity || (shorter >= LongWord && similarity > 0.7 && DamerauLevenshtein.Distance(a, b, 2) <= 2))
        {
            return Likeness.Close;
        }

        return similarity >= SomeSimilarity || (shorter >= 3 && IsPrefix(a, b)) ? Likeness.Similar : Likeness.Different;
    }

    public static bool IsPrefix(string a, string b) =>
        a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal);
}
