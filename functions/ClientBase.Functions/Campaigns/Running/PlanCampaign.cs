using System.Diagnostics;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns.Audience;
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
    CampaignQueues queues,
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
        if (!progress.IsPlanned && !await IsItsTurnAsync(campaign, shard, cancellationToken))
        {
            return [];
        }

        IReadOnlyList<IntentGroup> groups = progress.IsPlanned
            ? (await ledger.ReadAsync(campaignId, shard, cancellationToken: cancellationToken)).ConvertAll(stored => stored.Group)
            : await PlanAsync(campaign, shard, cancellationToken);

        // Saved before the messages go: should they be lost, the next look finds the same groups open.
        var now = clock.GetUtcNow();
        var flights = groups.Select(group => group.NextFlightAt(deadline.AfterTakeOff)).ToList();
        var later = flights.Where(at => at > now).Min();
        await ledger.SaveAsync(campaignId, shard, new ShardProgress(IsPlanned: true, flights.Min(), later), cancellationToken);

        if (campaign.Definition.Limit is not null && !progress.IsPlanned
            && ContactId.Shards.SkipWhile(one => one != shard).ElementAtOrDefault(1) is { } following)
        {
            await queues.PlanAsync([new PlanShard(campaignId, following)], cancellationToken);
        }

        var due = groups.Where(group => group.NextFlightAt(deadline.AfterTakeOff) <= now);
        var messages = due.GroupBy(group => group.Number / GroupsInMessage);
        return [.. messages.Select(some => new SendGroups(campaignId, shard, some.Key * GroupsInMessage, GroupsInMessage))];
    }

    // With a limit each shard has to know how many mails those before it took.
    private async Task<bool> IsItsTurnAsync(Campaign campaign, string shard, CancellationToken cancellationToken) =>
        campaign.Definition.Limit is null
        || ContactId.Shards.TakeWhile(one => one != shard).LastOrDefault() is not { } before
        || (await ledger.ProgressAsync(campaign.Id, before, cancellationToken)).IsPlanned;

    private async Task<IReadOnlyList<IntentGroup>> PlanAsync(Campaign campaign, string shard, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var groups = await planner.PlanAsync(campaign, shard, cancellationToken);
        var counts = IntentCounts.Zero.Add(groups.SelectMany(group => group.Intents));
        logger.ShardPlanned(campaign.Id, shard, counts.Planned, counts.Skipped, groups.Count, watch.Elapsed.TotalSeconds);
        return groups;
    }
}
