namespace ClientBase.Domain.Identity.Duplicates;

/// <summary>How to look for duplicates. The defaults are for any file.</summary>
public sealed record DuplicateOptions
{
    /// <summary>Pairs are reported from this probability on, 0 to 1.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Whether two rows must stay two people, such as two customer ids of one shop. Null: nothing is forbidden.</summary>
    /// <remarks>Asked from several threads, in either order of the rows.</remarks>
    public Func<int, int, bool>? MustStayApart { get; init; }

    /// <summary>Whether two given names are forms of one: Robert and Bob, Александр and Саша.</summary>
    /// <remarks>
    /// Gets the names folded (<see cref="Contacts.Names.Transliteration.Fold"/>), from several threads.
    /// </remarks>
    public Func<string, string, bool> IsSameGivenName { get; init; } = static (_, _) => false;
}
