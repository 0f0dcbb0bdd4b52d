using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns.Sending;

/// <summary>Starts campaigns whose time has come, and has what was left behind sent on.</summary>
public sealed class DispatchCampaigns(CampaignDispatcher dispatcher)
{
    /// <summary>Sends a message for each shard with work; never a mail.</summary>
    [Function(nameof(DispatchCampaigns))]
    [QueueOutput(Queues.CampaignPlan)]
    public async Task<PlanShard[]> RunAsync([TimerTrigger("%Schedule_DispatchCampaigns%")] TimerInfo timer, CancellationToken cancellationToken) =>
        [.. await dispatcher.DueAsync(cancellationToken)];
}
