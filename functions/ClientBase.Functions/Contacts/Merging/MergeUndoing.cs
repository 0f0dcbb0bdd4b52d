using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>What became of an undo.</summary>
/// <param name="Decisions">Which captures went where; null when nothing was undone.</param>
/// <param name="IsUnknown">There is no such merge.</param>
/// <param name="Refusal">Why it cannot be undone.</param>
public sealed record UndoOutcome(UndoDecisions? Decisions, bool IsUnknown = false, string? Refusal = null);

/// <summary>Undoes merges.</summary>
/// <remarks>
/// The two lie in two partitions, so there are steps: (1) the decisions are written; (2) the absorbed contact stands on its own again, with
/// what is its own; (3) keys and browsers first said since point to whom their captures went; (4) the survivor is written without it, and
/// the undo is done. Each step is conditional and may be repeated: cut short at any line, or overtaken by an event of either, the undo is
/// read again and goes on by the same decisions. Until (4) the survivor still shows the other's data as well; nothing is ever missing.
/// </remarks>
public sealed class MergeUndoing(
    TableServiceClient service, CommitsByTable commits, Regroupings regroupings, VisitorLinks visitors, TimeProvider clock)
{
    private const int MaxTries = 20; // Each lost race means that somebody else has filed something with one of the two.

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Takes the two apart, or goes on with it.</summary>
    /// <param name="merge">The merge.</param>
    /// <param name="by">Who of the staff asked for it; null: nobody in particular.</param>
    /// <param name="cancellationToken">Stops between two steps; a repeat goes on.</param>
    public async Task<UndoOutcome> UndoAsync(MergeId merge, string? by, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var reading = await new MergedPairs(_table).ReadAsync(merge, cancellationToken);
            if (reading.Pair is not { } pair)
            {
                // It was not when this began: the reply to the last step was lost, or somebody else has gone on with it.
                return tries > 1 && reading.Done is { } done
                    ? new UndoOutcome(done)
                    : new UndoOutcome(null, reading.IsUnknown, reading.Refusal);
            }

            // Who goes on with an undo that was cut short tells of the same instant, so that it stands on the timeline once.
            pair = pair with { Undone = pair.Undone ?? new UndoneBy(clock.GetUtcNow(), by) };
            var split = pair.Split();
            await regroupings.PrepareAsync(split.Survivor.AllIds, cancellationToken);
            await regroupings.PrepareAsync(split.Restored.AllIds, cancellationToken);
            if (await NoteAsync(pair, split, cancellationToken)
                && await RestoreAsync(pair, split, cancellationToken)
                && await RepointAsync(merge, split, cancellationToken)
                && await RebuildSurvivorAsync(pair, split, cancellationToken))
            {
                return new UndoOutcome(split.Decisions);
            }
        }

        throw new InvalidOperationException($"A merge was not undone in {MaxTries} tries: others change the two contacts all the time.");
    }

    private async Task<bool> NoteAsync(MergedPair pair, MergeSplit split, CancellationToken cancellationToken)
    {
        var row = UndoRow.Of(pair.Merge, split.Decisions, pair.Undone!, isDone: false);
        var action = pair.UndoETag is { } etag
            ? new TableTransactionAction(UpdateReplace, row, etag)
            : new TableTransactionAction(Add, row);
        return (await _commits.SubmitAsync(row.PartitionKey, [action], cancellationToken)).IsApplied;
    }

    // Its card last: from then on it takes events of its own.
    private async Task<bool> RestoreAsync(MergedPair pair, MergeSplit split, CancellationToken cancellationToken)
    {
        var restored = split.Restored;
        var shard = ContactId.ShardOf(restored.Id);
        var moved = FiledCapture.Fold(split.Moved);
        var parts = await StoredParts.ReadAsync(_table, restored.Id, moved, cancellationToken, from: pair.Merge.Survivor);
        return await _commits.ApplyAsync(
            shard,
            [
                .. split.Moved.Select(capture => Upsert(TimelineRow.Of(restored.Id, restored.MergedFrom, capture))),
                .. split.Moved.Select(capture => Upsert(InboxRow.Of(shard, capture.Id, restored.Id))),
                .. OthersInbox(pair, split, shard),
                .. split.Moved.SelectMany(capture => Events(capture, restored.Id)).Select(Upsert),
                .. parts.Join(moved),
                .. SearchWords.Of(restored).Except(SearchWords.Of(pair.Absorbed.Contact))
                    .Select(word => Upsert(SearchRow.Of(word, restored.Id))),
                .. MergeRows.Undone(restored.Id, pair.MergeEntry, pair.Merge, pair.Undone!).Select(Upsert),
                Upsert(DirtyRow.OfEverything(restored.Id, $"taken apart from {pair.Merge.Survivor}")),
                Upsert(UncomparedRow.Of(restored.Id)),
                new(UpdateReplace, ContactRow.Of(restored), pair.Absorbed.ETag),
            ],
            cancellationToken);
    }

    // Captures that name both stay with the survivor. A repeat of one may be found by the other's keys: there it must count as filed too.
    private static IEnumerable<TableTransactionAction> OthersInbox(MergedPair pair, MergeSplit split, string shard) =>
        shard == ContactId.ShardOf(pair.Merge.Survivor)
            ? []
            : split.Decisions.Kept.Union(split.Decisions.Stayed).Select(id => Upsert(InboxRow.Of(shard, id, pair.Merge.Survivor)));

    private async Task<bool> RepointAsync(MergeId merge, MergeSplit split, CancellationToken cancellationToken)
    {
        var stays = split.Stays.SelectMany(IdentityResolver.ClaimableKeysOf).ToHashSet();
        var goes = split.Moved.SelectMany(IdentityResolver.ClaimableKeysOf).Distinct().Where(key => !stays.Contains(key));
        var repointed = await Task.WhenAll(goes.Select(key => RepointAsync(key, merge, cancellationToken)));
        foreach (var capture in split.Moved)
        {
            await visitors.MoveAsync(capture, merge.Survivor, merge.Absorbed, cancellationToken);
        }

        return repointed.All(isDone => isDone);
    }

    private async Task<bool> RepointAsync(IdentityKey key, MergeId merge, CancellationToken cancellationToken)
    {
        var shard = ContactId.ShardOf(key);
        var claim = await _table.GetEntityIfExistsAsync<TableEntity>(shard, ClaimRow.Key(key), cancellationToken: cancellationToken);
        if (!claim.HasValue || claim.Value!.GetString(ClaimRow.Contact) != merge.Survivor)
        {
            return true;
        }

        claim.Value[ClaimRow.Contact] = merge.Absorbed;
        return (await _commits.SubmitAsync(shard, [new(UpdateReplace, claim.Value, claim.Value.ETag)], cancellationToken)).IsApplied;
    }

    // The card first: when an event was quicker, nothing of this is written. Orders told of since hold what the other knew of them: anew.
    private async Task<bool> RebuildSurvivorAsync(MergedPair pair, MergeSplit split, CancellationToken cancellationToken)
    {
        var survivor = split.Survivor;
        var shard = ContactId.ShardOf(survivor.Id);
        var gone = pair.FiledUnderSurvivor(split.Decisions.Moved).ToList();
        var since = pair.FiledUnderSurvivor(split.Decisions.Moved.Union(split.Decisions.Stayed).Union(split.Decisions.Kept));
        var parts = await StoredParts.ReadAsync(
            _table, survivor.Id, FiledCapture.Fold(since.Select(filed => filed.Capture)), cancellationToken);
        var isOtherShard = shard != ContactId.ShardOf(pair.Merge.Absorbed);
        return await _commits.ApplyAsync(
            shard,
            [
                new(UpdateReplace, ContactRow.Of(survivor), pair.Survivor.ETag),
                .. parts.LeaveOnly(FiledCapture.Fold(split.Stays)),
                .. gone.Select(filed => Deletion(shard, TimelineRow.Key(survivor.Id, filed.Capture.At, filed.Capture.Id))),
                .. gone.SelectMany(filed => Events(filed.Capture, survivor.Id)).Select(row => Deletion(shard, row.RowKey)),
                .. gone.Where(_ => isOtherShard).Select(filed => Deletion(shard, InboxRow.Key(filed.Capture.Id))),
                .. SearchWords.Of(pair.Survivor.Contact).Except(SearchWords.Of(survivor))
                    .Select(word => Deletion(shard, SearchRow.Key(word, survivor.Id))),
                .. pair.SaidByMerge.SelectMany(capture => new[]
                {
                    Deletion(shard, TimelineRow.Key(survivor.Id, capture.At, capture.Id)), Deletion(shard, InboxRow.Key(capture.Id)),
                }),
                .. MergeRows.Undone(survivor.Id, pair.MergeEntry, pair.Merge, pair.Undone!).Select(Upsert),
                Upsert(DirtyRow.OfEverything(survivor.Id, $"taken apart from {pair.Merge.Absorbed}")),
                Upsert(UncomparedRow.Of(survivor.Id)),
                Upsert(UndoRow.Of(pair.Merge, split.Decisions, pair.Undone!, isDone: true)),
            ],
            cancellationToken);
    }

    private static IEnumerable<TableEntity> Events(CapturedEvent capture, string contactId) =>
        CaptureEvents.Of(capture).Select(done => EventRow.Of(done.Verb, capture.At, done.What, contactId, capture.Id));

    private static TableTransactionAction Upsert(TableEntity row) => new(UpsertReplace, row);

    private static TableTransactionAction Deletion(string shard, string rowKey) => new(Delete, new TableEntity(shard, rowKey), ETag.All);
}
