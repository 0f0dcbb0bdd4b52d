using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Starts campaigns whose time has come, and has what was left behind sent on.</summary>
public sealed class DispatchCampaigns(CampaignDispatcher dispatcher, CampaignQueues queues)
{
    /// <summary>Puts a message for each shard with work; never sends a mail.</summary>
    [Function(nameof(DispatchCampaigns))]
    public async Task RunAsync([TimerTrigger("%Schedule_DispatchCampaigns%")] TimerInfo timer, CancellationToken cancellationToken) =>
        await queues.PlanAsync(await dispatcher.DueAsync(cancellationToken), cancellationToken);
}
