using System.Diagnostics;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Records who of a shard gets a campaign, and sends the work on.</summary>
public sealed class PlanCampaign(
    CampaignStore campaigns,
    CampaignPlanner planner,
    LedgerStore ledger,
    AnswerDeadline deadline,
    TimeProvider clock,
    ILogger<PlanCampaign> logger)
{
    /// <summary>
    /// Ten groups of fifty: a message costs four storage operations, so one for each group would be as dear as its mails.
    /// </summary>
    private const int GroupsInMessage = 10;

    /// <summary>Plans a shard; one that is planned is looked through for what was left behind.</summary>
    [Function(nameof(PlanCampaign))]
    [QueueOutput(Queues.CampaignSend)]
    public async Task<SendGroups[]> RunAsync([QueueTrigger(Queues.CampaignPlan)] PlanShard message, CancellationToken cancellationToken)
    {
        var (campaignId, shard) = message;
        if (await campaigns.GetAsync(campaignId, cancellationToken) is not { IsSending: true } campaign)
        {
            return [];
        }

        var progress = await ledger.ProgressAsync(campaignId, shard, cancellationToken);
        IReadOnlyList<IntentGroup> groups = progress.IsPlanned
            ? (await ledger.ReadAsync(campaignId, shard, cancellationToken: cancellationToken)).ConvertAll(stored => stored.Group)
            : await PlanAsync(campaign, shard, cancellationToken);

        // Saved before the messages go: should they be lost, the next look finds the same groups open.
        var next = groups.Min(group => group.NextFlightAt(deadline.AfterTakeOff));
        await ledger.SaveAsync(campaignId, shard, new ShardProgress(IsPlanned: true, next), cancellationToken);

        var now = clock.GetUtcNow();
        var due = groups.Where(group => group.NextFlightAt(deadline.AfterTakeOff) <= now);
        var messages = due.GroupBy(group => group.Number / GroupsInMessage);
        return [.. messages.Select(some => new SendGroups(campaignId, shard, some.Key * GroupsInMessage, GroupsInMessage))];
    }

    private async Task<IReadOnlyList<IntentGroup>> PlanAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var groups = await planner.PlanAsync(campaign, shard, cancellationToken);
        var counts = IntentCounts.Zero.Add(groups.SelectMany(group => group.Intents));
        logger.ShardPlanned(campaign.Id, shard, counts.Planned, counts.Skipped, groups.Count, watch.Elapsed.TotalSeconds);
        return groups;
    }
}
