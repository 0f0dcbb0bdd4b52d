using ClientBase.Domain.Segments.Rules.Syntax;
using ClientBase.Domain.Texts;

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
            .Select(name => (Name: name, Edits: DamerauLevenshtein.Distance(typed, TextValue.Fold(name))))
            .MinBy(candidate => candidate.Edits);
        return best.Name is not null && best.Edits * 3 <= Math.Max(typed.Length, best.Name.Length) ? best.Name : null;
    }
}
