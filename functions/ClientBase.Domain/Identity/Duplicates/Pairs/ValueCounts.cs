namespace ClientBase.Domain.Identity.Duplicates.Pairs;

/// <summary>How often the values of a field are met in a base.</summary>
/// <param name="Known">How many people have a value.</param>
/// <param name="Often">How many people have each value that several have, by its hash. Others are taken to be one person's.</param>
public sealed record ValueCounts(int Known, SortedDictionary<ulong, int> Often)
{
    /// <summary>A value is listed from so many people on, so that nothing kept is a single person's.</summary>
    public const int FewestKept = 3;

    /// <summary>Nothing is known.</summary>
    public static ValueCounts None { get; } = new(0, []);

    internal static ulong HashOf(string value)
    {
        var hash = 14695981039346656037ul; // FNV-1a: the same on every machine.
        foreach (var letter in value)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        return hash;
    }
}
