namespace ClientBase.Domain.Identity.Duplicates.Comparing;

/// <summary>How far two values agree, and what is expected before the data is seen.</summary>
/// <param name="Name">As named in explanations.</param>
/// <param name="AmongSame">Share of the pairs of one person that agree this far.</param>
/// <param name="AmongOthers">Share of the pairs of different people that agree this far.</param>
/// <param name="IsByValue">
/// Whether the share among others is that of the value itself: a rare surname in common is stronger evidence than a usual one.
/// </param>
internal sealed record Level(string Name, double AmongSame, double AmongOthers, bool IsByValue = false);

/// <summary>One thing that is compared. Level 0: one of the two has no value. The others are numbered from 1, best first.</summary>
/// <param name="Field">Its name in explanations.</param>
/// <param name="Levels">From the best agreement to none.</param>
/// <param name="IsFixed">
/// Whether the share among others stays as given and is not learned, because the comparison and not chance chooses the level.
/// </param>
/// <param name="IsShared">Whether people who live together have it in common, such as surname, telephone and address.</param>
internal sealed record Evidence(string Field, Level[] Levels, bool IsFixed = false, bool IsShared = false);

/// <summary>Compares one field, or some that belong together, of two people.</summary>
internal interface IComparison
{
    /// <summary>What is compared; one level for each.</summary>
    Evidence[] Evidence { get; }

    /// <summary>Finds how far two people agree.</summary>
    void Compare(int a, int b, Span<byte> levels);

    /// <summary>How rare the value in common is, in bits, for a level by value.</summary>
    double Rarity(int evidence, int level, int a, int b);

    /// <summary>What was compared, for the explanation.</summary>
    (string? A, string? B) Compared(int evidence, int a, int b, ReadOnlySpan<byte> levels);

    /// <summary>How rare the values compared are, by the name of what is counted.</summary>
    IEnumerable<(string Name, RarityTable Table)> Rarities { get; }
}

/// <summary>How rare the values in common are, in bits.</summary>
/// <param name="All">All of them.</param>
/// <param name="Shared">Those a household shares.</param>
internal readonly record struct Rarity(double All, double Shared);
