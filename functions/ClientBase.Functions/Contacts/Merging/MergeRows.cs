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
    private const string Kind = "merge";
    private const string UndoKind = "merge.undone";

    /// <summary>
    /// Makes a contact point to the one it is part of now; it keeps its own data. Without an ETag it is one never written.
    /// </summary>
    public static TableTransactionAction[] Redirect(Contact contact, ETag? known, string survivor)
    {
        var row = ContactRow.Of(contact, mergedInto: survivor);
        return known is { } etag
            ?
            [
                new(UpdateReplace, row, etag),
                new(UpsertReplace, DirtyRow.OfEverything(contact.Id, $"merged into {survivor}")),
                new(UpsertReplace, UncomparedRow.Of(contact.Id)),
            ]
            : [new(Add, row)];
    }

    /// <summary>Id of the timeline entry that tells of a merge.</summary>
    public static string EntryIdOf(MergeId merge) => $"merge-{merge.Absorbed}";

    /// <summary>The entry on the survivor's timeline, which is also that of the other while they are one.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="at">When.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="cause">Why.</param>
    /// <remarks>To the millisecond, as its time is stored: an undo writes the same row again.</remarks>
    public static TableEntity Entry(MergeId merge, DateTimeOffset at, string source, MergeCause cause) =>
        TimelineRow.Of(merge.Survivor, EntryIdOf(merge), Kind, ToMilliseconds(at), source, Data(
            ("with", merge.Absorbed),
            ("because", cause.Because),
            ("mergeId", merge.ToString()),
            ("by", cause.By),
            ("score", cause.Score),
            ("agreement", cause.Agreement),
            ("against", cause.Against)));

    /// <summary>The entries on the timeline of one of the two once a merge is undone: the merge that was, and the undo.</summary>
    /// <param name="contactId">Whose timeline.</param>
    /// <param name="entry">The entry of the merge; null when there is none.</param>
    /// <param name="merge">The merge.</param>
    /// <param name="undone">When it was undone, and by whom.</param>
    public static IEnumerable<TableEntity> Undone(string contactId, TimelineEntry? entry, MergeId merge, UndoneBy undone)
    {
        var other = contactId == merge.Survivor ? merge.Absorbed : merge.Survivor;
        if (entry is not null)
        {
            var data = entry.Data.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
            (data["with"], data["undone"]) = (other, true);
            yield return TimelineRow.Of(contactId, EntryIdOf(merge), Kind, entry.At, entry.Source, data);
        }

        yield return TimelineRow.Of(contactId, $"undo-{merge.Absorbed}", UndoKind, ToMilliseconds(undone.At), "api", Data(
            ("with", other), ("because", "by hand"), ("mergeId", merge.ToString()), ("by", undone.By)));
    }

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static Dictionary<string, object?> Data(params (string Name, object? Value)[] members) =>
        members.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value);
}
