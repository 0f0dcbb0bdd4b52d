using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Puts messages by hand where a function's output does not reach: after a request, and with a delay.</summary>
public sealed class CampaignQueues(QueueServiceClient queues)
{
    private readonly QueueClient _plan = queues.GetQueueClient(Queues.CampaignPlan);
    private readonly QueueClient _send = queues.GetQueueClient(Queues.CampaignSend);

    /// <summary>Asks to plan shards.</summary>
    public Task PlanAsync(IEnumerable<PlanShard> shards, CancellationToken cancellationToken) =>
        Task.WhenAll(shards.Select(shard => _plan.SendMessageAsync(JsonSerializer.Serialize(shard), cancellationToken)));

    /// <summary>Asks to send groups after a while.</summary>
    public Task SendLaterAsync(SendGroups groups, TimeSpan delay, CancellationToken cancellationToken) =>
        _send.SendMessageAsync(JsonSerializer.Serialize(groups), visibilityTimeout: delay, cancellationToken: cancellationToken);

    /// <summary>Whether no campaign's message waits or is worked on: what is open then was left behind.</summary>
    public async Task<bool> AreIdleAsync(CancellationToken cancellationToken)
    {
        var plan = await _plan.GetPropertiesAsync(cancellationToken);
        var send = await _send.GetPropertiesAsync(cancellationToken);
        return plan.Value.ApproximateMessagesCount == 0 && send.Value.ApproximateMessagesCount == 0;
    }
}
