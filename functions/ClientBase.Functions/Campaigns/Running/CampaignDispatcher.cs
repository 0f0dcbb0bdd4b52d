using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Knows what there is to do for campaigns, and has others do it.</summary>
public sealed class CampaignDispatcher(
    CampaignStore campaigns,
    LedgerStore ledger,
    CampaignQueues queues,
    TimeProvider clock,
    ILogger<CampaignDispatcher> logger)
{
    /// <summary>The shards to plan, or to look through for intents left behind; campaigns with nothing left to do are closed.</summary>
    public async Task<IReadOnlyList<PlanShard>> DueAsync(CancellationToken cancellationToken)
    {
        var work = new List<PlanShard>();
        // While messages wait, open intents are theirs to send; only those whose time has come since then have none yet.
        var isIdle = await queues.AreIdleAsync(cancellationToken);
        foreach (var campaign in await campaigns.OpenAsync(cancellationToken))
        {
            if (campaign.State == CampaignState.Scheduled)
            {
                work.AddRange(await StartAsync(campaign.Id, cancellationToken) is { IsSending: true } ? AllShards(campaign.Id) : []);
            }
            else
            {
                work.AddRange(await OpenShardsAsync(campaign, isIdle, cancellationToken));
            }
        }

        return work;
    }

    /// <summary>Puts a campaign to work at once, if it is time; otherwise, or should this be cut short, the timer does.</summary>
    /// <returns>The campaign as it stands then.</returns>
    public async Task<Campaign> NudgeAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var started = campaign.IsSending ? campaign : await StartAsync(campaign.Id, cancellationToken) ?? campaign;
        if (started.IsSending)
        {
            await queues.PlanAsync(AllShards(campaign.Id), cancellationToken);
        }

        return started;
    }

    private async Task<Campaign?> StartAsync(string campaignId, CancellationToken cancellationToken)
    {
        var started = await campaigns.ChangeAsync(campaignId, campaign => campaign.Start(clock.GetUtcNow()), cancellationToken);
        return started.IsDone ? started.Campaign : null;
    }

    private async Task<IEnumerable<PlanShard>> OpenShardsAsync(Campaign campaign, bool isIdle, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var progress = await ledger.ProgressAsync(campaign.Id, cancellationToken);
        if (progress.All(shard => shard is { IsPlanned: true, CheckAt: null }))
        {
            await campaigns.ChangeAsync(campaign.Id, sending => sending.Finish(now), cancellationToken);
            return [];
        }

        var due = ContactId.Shards.Zip(progress)
            .Where(shard => shard.Second.DueAt <= now || (isIdle && shard.Second.CheckAt <= now))
            .ToList();
        if (due.Count > 0)
        {
            logger.WorkFound(campaign.Id, due.Count);
        }

        return due.Select(shard => new PlanShard(campaign.Id, shard.First));
    }

    private static IEnumerable<PlanShard> AllShards(string campaignId) =>
        ContactId.Shards.Select(shard => new PlanShard(campaignId, shard));
}
