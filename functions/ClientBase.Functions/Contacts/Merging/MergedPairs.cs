using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>A merge that is to be undone, or why it cannot be; with what was decided when it is undone already.</summary>
internal sealed record PairReading(MergedPair? Pair, bool IsUnknown = false, string? Refusal = null, UndoDecisions? Done = null);

/// <summary>Reads merges that are to be undone.</summary>
internal sealed class MergedPairs(TableClient table)
{
    /// <summary>A merge with all that an undo needs.</summary>
    public async Task<PairReading> ReadAsync(MergeId merge, CancellationToken cancellationToken)
    {
        var survivor = await ReadAsync(merge.Survivor, ContactRow.Key(merge.Survivor), cancellationToken);
        var absorbed = await ReadAsync(merge.Absorbed, ContactRow.Key(merge.Absorbed), cancellationToken);
        var undo = await ReadAsync(merge.Survivor, UndoRow.Key(merge), cancellationToken);
        var (decided, isDone) = undo is null ? (UndoDecisions.None, false) : UndoRow.Read(undo);
        if (survivor is null || absorbed is null || ContactRow.IsBeingErased(survivor))
        {
            return new PairReading(null, IsUnknown: true);
        }

        var isMerged = absorbed.GetString(ContactRow.MergedInto) == merge.Survivor;
        if (!isMerged && (undo is null || isDone))
        {
            return isDone
                ? new PairReading(null, Refusal: $"Merge '{merge}' is undone already.", Done: decided)
                : new PairReading(null, IsUnknown: true);
        }

        if (LaterMergeOf(merge, survivor, absorbed, isMerged) is { } later)
        {
            return new PairReading(null, Refusal: $"One of the two was merged with another contact since: undo merge '{later}' first.");
        }

        var (one, other) = (ContactRow.Read(survivor), ContactRow.Read(absorbed));
        var entries = await FiledEntries.ReadAsync(table, one.AllIds.Union(other.AllIds), cancellationToken);

        // A merge that was undone before and made again is undone anew: what was moved then lies where it belongs.
        decided = isDone ? decided with { Moved = UndoDecisions.None.Moved } : decided;
        return new PairReading(new MergedPair(
            merge, new StoredContact(one, survivor.ETag), new StoredContact(other, absorbed.ETag), entries, decided, undo?.ETag)
        {
            Undone = undo is null || isDone ? null : UndoRow.ReadUndone(undo),
        });
    }

    private static MergeId? LaterMergeOf(MergeId merge, TableEntity survivor, TableEntity absorbed, bool isMerged)
    {
        if (survivor.GetString(ContactRow.MergedInto) is { } ofBoth)
        {
            return new MergeId(ofBoth, merge.Survivor);
        }

        return !isMerged && absorbed.GetString(ContactRow.MergedInto) is { } ofOne ? new MergeId(ofOne, merge.Absorbed) : null;
    }

    private async Task<TableEntity?> ReadAsync(string contactId, string rowKey, CancellationToken cancellationToken)
    {
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(contactId), rowKey, cancellationToken: cancellationToken);
        return read.HasValue ? read.Value : null;
    }
}
