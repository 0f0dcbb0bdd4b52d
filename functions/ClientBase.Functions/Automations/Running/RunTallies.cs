using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running;

/// <summary>An automation in numbers of runs: entered = active + completed + exited.</summary>
/// <param name="Entered">That began.</param>
/// <param name="Active">Under way.</param>
/// <param name="Completed">That came to the end of the steps.</param>
/// <param name="Exited">That ended before.</param>
/// <param name="Goal">That came to what the automation is for.</param>
/// <param name="Sent">Messages that providers took.</param>
/// <param name="Failed">Of those that ended before: by a step that could not be done.</param>
public sealed record AutomationCounts(
    long Entered, long Active, long Completed, long Exited, long Goal, long Sent, long Failed = 0);

/// <summary>Counts the runs of automations.</summary>
/// <remarks>
/// One more of something is a row in the batch of what it counts: a row of counts would be changed by everybody at once. Who draws the lot
/// adds up the rows there are in passing, in one batch with their deletion. So counts are exact at any moment, cost a step no transaction
/// (a thirty-second of two), and are read in one short range a shard.
/// </remarks>
public sealed class RunTallies(TableServiceClient service, CommitsByTable commits)
{
    private const double SweepShare = 1.0 / 32;

    private static readonly Tally[] All = Enum.GetValues<Tally>();

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>The counts of an automation: sixteen reads.</summary>
    public async Task<AutomationCounts> OfAsync(string automation, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => ReadAsync(shard, automation, cancellationToken)));
        long Sum(Tally what) => shards.Sum(rows => rows.Sum(row => TallyRow.Read(row, what)));
        var (entered, completed, exited) = (Sum(Tally.Entered), Sum(Tally.Completed), Sum(Tally.Exited));
        return new AutomationCounts(
            entered, entered - completed - exited, completed, exited, Sum(Tally.Goal), Sum(Tally.Sent), Sum(Tally.Failed));
    }

    /// <summary>Adds up what there is of the shard, if the run has drawn the lot.</summary>
    internal async Task SweepAsync(AutomationRun run, CancellationToken cancellationToken)
    {
        if (Lot.Of(run.Contact, $"sweep:{run.Automation}\n{run.Key}\n{run.State}") >= SweepShare)
        {
            return;
        }

        var shard = ContactId.ShardOf(run.Contact);
        var rows = await ReadAsync(shard, run.Automation, cancellationToken);
        var counts = rows.Find(TallyRow.IsCount);
        var more = rows.Where(row => row != counts).Take(Limits.BatchActions - 1).ToList();
        if (more.Count == 0)
        {
            return;
        }

        var sums = All.ToDictionary(
            what => what, what => (counts is null ? 0 : TallyRow.Read(counts, what)) + more.Sum(row => TallyRow.Read(row, what)));
        var sum = TallyRow.CountOf(shard, run.Automation, sums);

        // Refused when somebody else adds up at the same time: theirs counts, and the rows they left wait for the next.
        await _commits.SubmitAsync(
            shard,
            [
                counts is null ? new(Add, sum) : new(UpdateReplace, sum, counts.ETag),
                .. more.Select(row => new TableTransactionAction(Delete, new TableEntity(shard, row.RowKey), ETag.All)),
            ],
            cancellationToken);
    }

    private async Task<List<TableEntity>> ReadAsync(string shard, string automation, CancellationToken cancellationToken) =>
        await _table.QueryAsync<TableEntity>(TallyRow.Counts(shard, automation), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
}
