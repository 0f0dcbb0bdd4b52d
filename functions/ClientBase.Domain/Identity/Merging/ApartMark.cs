using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Identity.Merging;

/// <summary>
/// The do-not-merge mark of two contacts, <c>{id}-{id}</c> with the lesser first. Both list it in <see cref="Contact.NotSame"/>.
/// </summary>
/// <remarks>It names the two it is about, so it stays right when either is merged with others or taken apart from them again.</remarks>
public static class ApartMark
{
    /// <summary>The mark of two contacts.</summary>
    public static string Of(string oneId, string otherId) =>
        string.CompareOrdinal(oneId, otherId) < 0 ? $"{oneId}-{otherId}" : $"{otherId}-{oneId}";

    /// <summary>Whether a mark forbids to merge the two, or contacts that are part of them.</summary>
    public static bool Bars(Contact one, Contact other) => Between(one, other).Any();

    /// <summary>The marks that forbid to merge the two.</summary>
    public static IEnumerable<string> Between(Contact one, Contact other)
    {
        var marks = one.NotSame.Union(other.NotSame);
        if (marks.IsEmpty)
        {
            return [];
        }

        var (mine, theirs) = (one.AllIds, other.AllIds);
        return marks.Where(mark => Ids(mark) is var (a, b)
            && ((mine.Contains(a) && theirs.Contains(b)) || (mine.Contains(b) && theirs.Contains(a))));
    }

    /// <summary>Whether a mark is about one of these contacts.</summary>
    public static bool IsAbout(string mark, IReadOnlyCollection<string> contactIds) =>
        Ids(mark) is var (a, b) && (contactIds.Contains(a) || contactIds.Contains(b));

    private static (string One, string Other) Ids(string mark)
    {
        var dash = mark.IndexOf('-', StringComparison.Ordinal);
        return (mark[..dash], mark[(dash + 1)..]);
    }
}
