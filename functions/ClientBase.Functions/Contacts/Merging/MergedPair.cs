using Azure;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>What an undo is decided on: the two contacts, everything filed under them and their parts, and how far the undo is.</summary>
/// <param name="Merge">The merge.</param>
/// <param name="Survivor">The contact that stands for both, and its version.</param>
/// <param name="Absorbed">The other, and its version.</param>
/// <param name="Entries">Both timelines, and those of their parts.</param>
/// <param name="Decided">What is decided already.</param>
/// <param name="UndoETag">Version of the row that says so; null before there is one.</param>
internal sealed record MergedPair(
    MergeId Merge, StoredContact Survivor, StoredContact Absorbed, IReadOnlyList<FiledEntry> Entries, UndoDecisions Decided, ETag? UndoETag)
{
    /// <summary>Who asked for the undo that is under way; null when none is.</summary>
    public UndoneBy? Undone { get; init; }

    public MergeSplit Split() => MergeUndo.Decide(
        Survivor.Contact, Absorbed.Contact, [.. Entries.Select(entry => entry.Filed).OfType<FiledCapture>()], Decided);

    /// <summary>The rows of captures that lie under the survivor and are another's.</summary>
    public IEnumerable<FiledCapture> FiledUnderSurvivor(IReadOnlyCollection<string> captureIds) => Entries
        .Select(entry => entry.Filed).OfType<FiledCapture>()
        .Where(filed => filed.ContactId == Survivor.Contact.Id && captureIds.Contains(filed.Capture.Id));

    /// <summary>The timeline entry that tells of the merge.</summary>
    public TimelineEntry? MergeEntry => Entries.Select(entry => entry.Row)
        .Where(row => row.GetString(TimelineRow.EntryId) == MergeRows.EntryIdOf(Merge) && TimelineRow.ContactOf(row) == Merge.Survivor)
        .Select(TimelineRow.Read).FirstOrDefault();

    /// <summary>What the merge itself said of consents: it goes with the merge.</summary>
    public IEnumerable<CapturedEvent> SaidByMerge => Entries.Select(entry => entry.Filed?.Capture).OfType<CapturedEvent>()
        .Where(capture => capture.Id == StrictestConsent.IdOf(Merge));
}
