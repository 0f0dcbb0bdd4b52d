using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Writes who entered and left which segment: scores, memberships and the record of the change in one batch a contact.</summary>
/// <remarks>Keys come from the run's instant, so a run that is cut short and goes on writes the same rows again.</remarks>
public sealed class Memberships(CommitsByTable commits)
{
    // Enough to fill some batches, few enough to keep little in flight.
    private const int SavedAtOnce = 500;

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Saves the changes of a shard.</summary>
    /// <param name="run">The run that found them.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="changes">What changed.</param>
    /// <param name="reasons">What did it.</param>
    public async Task SaveAsync(
        RecomputeRun run, string shard, IEnumerable<SegmentChange> changes, ChangeReasons reasons, CancellationToken cancellationToken)
    {
        foreach (var some in changes.Chunk(SavedAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(some.Select(change => SaveAsync(run, shard, change, reasons)));
        }
    }

    private async Task SaveAsync(RecomputeRun run, string shard, SegmentChange change, ChangeReasons reasons)
    {
        // A segment's row and the record of it stay in one batch; somebody in very many segments takes several.
        foreach (var some in ActionsOf(run, shard, change, reasons).Chunk(Limits.BatchActions))
        {
            var actions = some.ToList();
            while (actions.Count > 0 && await _commits.SubmitAsync(shard, actions) is { IsApplied: false, RefusedAction: var refused })
            {
                actions.RemoveAt(refused); // Only a deletion can be refused: the row is gone already, and that must not hold up the rest.
            }
        }
    }

    private static List<TableTransactionAction> ActionsOf(RecomputeRun run, string shard, SegmentChange change, ChangeReasons reasons)
    {
        var id = change.ContactId;
        var entered = change.After.Except(change.Before);
        var left = change.Before.Except(change.After);
        return
        [
            change.IsGone
                ? Delete(shard, ScoreRow.Key(id))
                : new(UpsertReplace, ScoreRow.Of(id, new Scores(change.After, change.Rfm))),
            .. entered.SelectMany(segment => new TableTransactionAction[]
            {
                new(UpsertReplace, MemberRow.Of(segment, id, run.AsOf)),
                Record(segment, isEntering: true),
            }),
            .. left.SelectMany(segment => new TableTransactionAction[]
            {
                Delete(shard, MemberRow.Key(segment, id)),
                Record(segment, isEntering: false),
            }),
        ];

        TableTransactionAction Record(string segment, bool isEntering) => new(
            UpsertReplace, ChangeRow.Of(new MembershipChange(segment, id, isEntering, run.AsOf, reasons.Of(change, segment))));
    }

    private static TableTransactionAction Delete(string shard, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(shard, rowKey), ETag.All);
}
