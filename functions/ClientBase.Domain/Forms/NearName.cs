using ClientBase.Domain.Texts;

namespace ClientBase.Domain.Forms;

/// <summary>Finds which name a misspelt one was meant to be.</summary>
public static class NearName
{
    private const int MaxLength = 40;

    /// <summary>The name with the fewest edits, if a third of its letters or fewer are wrong; null when none is that near.</summary>
    public static string? To(string typed, IEnumerable<string> names)
    {
        if (typed.Length is 0 or > MaxLength)
        {
            return null;
        }

        var (name, edits) = names
            .Select(name => (Name: name, Edits: DamerauLevenshtein.Distance(typed.ToLowerInvariant(), name.ToLowerInvariant())))
            .MinBy(candidate => candidate.Edits);
        return name is not null && edits * 3 <= Math.Max(typed.Length, name.Length) ? name : null;
    }
}
