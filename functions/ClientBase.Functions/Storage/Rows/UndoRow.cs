using System.Collections.Immutable;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;

namespace ClientBase.Functions.Storage.Rows;

/// <summary>When a merge was undone, and by whom of the staff; null: nobody in particular.</summary>
internal sealed record UndoneBy(DateTimeOffset At, string? By);

/// <summary>
/// <c>r|{survivor}|{absorbed}</c>: the undo of a merge, and what it has decided. Written before anything is moved, so that an undo cut
/// short goes on with the same decisions.
/// </summary>
internal static class UndoRow
{
    private const string IsDone = "Done";
    private const string At = "At";
    private const string By = "By";

    public static string Prefix(string survivor) => $"r|{survivor}|";

    public static string Key(MergeId merge) => Prefix(merge.Survivor) + merge.Absorbed;

    public static TableEntity Of(MergeId merge, UndoDecisions decisions, UndoneBy undone, bool isDone)
    {
        var row = RowVersions.New(ContactId.ShardOf(merge.Survivor), Key(merge));
        row[IsDone] = isDone;
        row[At] = undone.At.ToUnixTimeMilliseconds();
        row[By] = undone.By;
        LongText.Write(row, nameof(decisions.Moved), string.Join('\n', decisions.Moved));
        LongText.Write(row, nameof(decisions.Stayed), string.Join('\n', decisions.Stayed));
        LongText.Write(row, nameof(decisions.Kept), string.Join('\n', decisions.Kept));
        return row;
    }

    /// <summary>When an undo was asked for, and by whom; null when the row does not say.</summary>
    public static UndoneBy? ReadUndone(TableEntity row) => row.GetInt64(At) is { } at
        ? new UndoneBy(DateTimeOffset.FromUnixTimeMilliseconds(at), row.GetString(By))
        : null;

    public static (UndoDecisions Decisions, bool IsDone) Read(TableEntity row)
    {
        ImmutableSortedSet<string> Ids(string name) =>
            LongText.Read(RowVersions.Known(row), name)!.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .ToImmutableSortedSet(StringComparer.Ordinal);

        return (
            new UndoDecisions(
                Ids(nameof(UndoDecisions.Moved)), Ids(nameof(UndoDecisions.Stayed)), Ids(nameof(UndoDecisions.Kept))),
            row.GetBoolean(IsDone) == true);
    }
}
