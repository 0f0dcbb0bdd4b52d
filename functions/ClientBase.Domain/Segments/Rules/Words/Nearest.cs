using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Words;

/// <summary>Finds what may have been meant by a misspelt name.</summary>
internal static class Nearest
{
    private const int MaxLength = 40;

    /// <summary>The name with the fewest edits, if a third of its letters or fewer are wrong; the first of several.</summary>
    public static string? To(string typed, IEnumerable<string> names)
    {
        if (typed.Length is 0 or > MaxLength)
        {
            return null;
        }

        var best = names
            .Select(name => (Name: name, Edits: Edits(typed, TextValue.Fold(name))))
            .MinBy(candidate => candidate.Edits);
        return best.Name is not null && best.Edits * 3 <= Math.Max(typed.Length, best.Name.Length) ? best.Name : null;
    }

    // Levenshtein's distance, with neighbours swapped counting once (optimal string alignment).
    private static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
