using System.Diagnostics;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending;
using ClientBase.Functions.Sending.Flight;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Sends a campaign's mails, some groups of intents at a time.</summary>
public sealed class SendCampaign(
    LedgerStore ledger,
    GroupSender sender,
    MailTimeline timeline,
    CampaignQueues queues,
    ILogger<SendCampaign> logger)
{
    /// <summary>Sends what is due in the groups. What has to wait stays planned, and comes back by the timer or after a delay.</summary>
    [Function(nameof(SendCampaign))]
    public async Task RunAsync([QueueTrigger(Queues.CampaignSend)] SendGroups message, CancellationToken cancellationToken)
    {
        var (campaignId, shard, from, count) = message;
        foreach (var stored in await ledger.ReadAsync(campaignId, shard, from, count, cancellationToken))
        {
            var watch = Stopwatch.StartNew();
            var (sent, wait) = await sender.SendAsync(campaignId, shard, stored, cancellationToken);

            Tell(campaignId, shard, stored.Group, sent.Group, watch.Elapsed);

            // Also for what was accepted before: a crash may have come between the ledger and the timeline.
            await timeline.NoteAsync(campaignId, shard, sent.Group);
            if (wait is { } delay)
            {
                logger.ProviderBusy(campaignId, delay.TotalSeconds);
                await queues.SendLaterAsync(message, delay, cancellationToken);
                return;
            }
        }
    }

    private void Tell(string campaignId, string shard, IntentGroup before, IntentGroup after, TimeSpan duration)
    {
        var changed = after.Intents.Zip(before.Intents)
            .Where(intent => intent.First.State != intent.Second.State || intent.First.Flights != intent.Second.Flights)
            .Select(intent => intent.First)
            .ToList();
        if (changed.Count == 0)
        {
            return;
        }

        var counts = IntentCounts.Zero.Add(changed);
        logger.GroupSent(
            campaignId, after.Number, shard, counts.Sent, counts.Refused, counts.Skipped, counts.Ambiguous, duration.TotalSeconds);
        foreach (var reason in changed.SelectMany(intent => intent.Reasons ?? []).CountBy(reason => reason))
        {
            logger.MailsFailed(campaignId, reason.Value, WithoutAddresses(reason.Key));
        }
    }

    // The provider's words: they should name nobody, but they are not ours.
    private static string WithoutAddresses(string reason) =>
        string.Join(' ', reason.Split(' ').Select(word => word.Contains('@', StringComparison.Ordinal) ? "(address)" : word));
}
