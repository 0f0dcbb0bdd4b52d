using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>The rows of a merge, by a key in common or by hand.</summary>
internal static class MergeRows
{
    /// <summary>
    /// Makes a contact point to the one it is part of now; it keeps its own data. Without an ETag it is one never written.
    /// </summary>
    public static TableTransactionAction[] Redirect(Contact contact, ETag? known, string survivor)
    {
        var row = ContactRow.Of(contact, mergedInto: survivor);
        return known is { } etag
            ? [new(UpdateReplace, row, etag), new(UpsertReplace, DirtyRow.OfEverything(contact.Id, $"merged into {survivor}"))]
            : [new(Add, row)];
    }

    /// <summary>Id of the timeline entry that tells of a merge.</summary>
    public static string EntryIdOf(MergeId merge) => $"merge-{merge.Absorbed}";

    /// <summary>The entry on the survivor's timeline.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="at">When.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="because">The capture that named both, or who asked for it.</param>
    /// <param name="isUndone">Whether it was undone since.</param>
    public static TableEntity Entry(MergeId merge, DateTimeOffset at, string source, string because, bool isUndone = false)
    {
        var data = new Dictionary<string, object?> { ["with"] = merge.Absorbed, ["because"] = because, ["mergeId"] = merge.ToString() };
        if (isUndone)
        {
            data["undone"] = true;
        }

        return TimelineRow.Of(merge.Survivor, EntryIdOf(merge), "merge", at, source, data);
    }
}
