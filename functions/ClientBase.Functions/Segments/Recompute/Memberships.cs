using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Writes who entered and left which segment: scores and memberships of each contact, and the record of the changes.</summary>
/// <remarks>
/// Keys come from the run's instant, so a run that is cut short and goes on writes the same rows again. Only a deletion can be refused: of
/// a row that is gone already.
/// </remarks>
public sealed class Memberships(CommitsByTable commits)
{
    private const int AppliedAtOnce = 20 * Limits.BatchActions;

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Saves the changes of a shard.</summary>
    /// <param name="run">The run that found them.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="changes">What changed, in the ordinal order of contacts.</param>
    /// <param name="reasons">What did it.</param>
    public async Task SaveAsync(
        RecomputeRun run, string shard, IEnumerable<SegmentChange> changes, ChangeReasons reasons, CancellationToken cancellationToken)
    {
        foreach (var some in ActionsOf(run, shard, changes, reasons).Chunk(AppliedAtOnce))
        {
            await _commits.ApplyAsync(shard, some, cancellationToken);
        }
    }

    private static IEnumerable<TableTransactionAction> ActionsOf(
        RecomputeRun run, string shard, IEnumerable<SegmentChange> changes, ChangeReasons reasons)
    {
        var record = new ChangeRecord();
        foreach (var change in changes)
        {
            var id = change.ContactId;
            yield return change.IsGone
                ? Delete(shard, ScoreRow.Key(id))
                : new(UpsertReplace, ScoreRow.Of(id, new Scores(change.After, change.Rfm)));
            foreach (var (segment, isEntering) in Moves(change))
            {
                yield return isEntering
                    ? new(UpsertReplace, MemberRow.Of(segment, id, run.AsOf))
                    : Delete(shard, MemberRow.Key(segment, id));
                if (record.Add(new MembershipChange(segment, id, isEntering, run.AsOf, reasons.Of(change, segment))) is { } full)
                {
                    yield return new(UpsertReplace, full);
                }
            }
        }

        foreach (var row in record.Rest())
        {
            yield return new(UpsertReplace, row);
        }
    }

    private static IEnumerable<(string Segment, bool IsEntering)> Moves(SegmentChange change) =>
    [
        .. change.After.Except(change.Before).Select(segment => (segment, true)),
        .. change.Before.Except(change.After).Select(segment => (segment, false)),
    ];

    private static TableTransactionAction Delete(string shard, string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(shard, rowKey), ETag.All);
}
