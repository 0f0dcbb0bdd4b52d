namespace ClientBase.Domain.Segments.Facts;

/// <summary>What goes for all contacts of a snapshot.</summary>
/// <param name="Rules">The rules its contacts were decided by: those of <see cref="Rules.RuleSet.Stamps"/>.</param>
/// <param name="Details">The name of the details that go with it; empty where there are none yet.</param>
/// <param name="FormerDetails">The name of those before, of no more use once this snapshot is in its place; empty for none.</param>
/// <param name="IsWhole">
/// Whether everybody's details are there. A snapshot of an older version of the app has none, or none of loyalty: what changes is added,
/// and once a rule is defined the shard is built anew.
/// </param>
public sealed record SnapshotHeader(IReadOnlyList<string> Rules, string Details, string FormerDetails, bool IsWhole)
{
    private const ulong Whole = 2; // 1: without what points follow from.

    /// <summary>Facts alone.</summary>
    public static SnapshotHeader None { get; } = new([], "", "", IsWhole: false);

    /// <summary>Of a base in which nobody is yet.</summary>
    public static SnapshotHeader OfNobody { get; } = new([], "", "", IsWhole: true);

    internal static SnapshotHeader Read(ByteReader reader) => new(reader.Texts(), reader.Text(), reader.Text(), reader.Number() == Whole);

    internal void Write(ByteWriter writer)
    {
        writer.Texts([.. Rules]);
        writer.Text(Details);
        writer.Text(FormerDetails);
        writer.Number(IsWhole ? Whole : 0);
    }
}
