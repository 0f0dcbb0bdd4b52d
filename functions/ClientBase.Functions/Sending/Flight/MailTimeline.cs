using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Sending.Flight;

/// <summary>Notes on timelines what was sent, and marks it for the frequency cap.</summary>
public sealed class MailTimeline(CommitsByTable commits)
{
    private static readonly EventVerb Received = EventVerb.Find(DetailNames.ReceivedCampaign)!;

    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Notes the accepted mails of a group. Doing it again writes the same rows.</summary>
    public async Task NoteAsync(string campaignId, string shard, IntentGroup group)
    {
        var entries = group.Intents
            .Where(intent => intent.State == IntentState.Accepted)
            .SelectMany(intent => new[]
            {
                TimelineRow.Of(
                    intent.ContactId, Intent.IdOf(campaignId, intent.ContactId), "mail.sent", intent.At!.Value, $"campaign:{campaignId}",
                    DataOf(campaignId, intent)),
                EventRow.Of(Received, intent.At.Value, campaignId, intent.ContactId, Intent.IdOf(campaignId, intent.ContactId)),
                DirtyRow.OfEvents(
                    intent.ContactId,
                    Intent.IdOf(campaignId, intent.ContactId),
                    [new Detail(DetailKind.Event, DetailNames.ReceivedCampaign, intent.At.Value) { Text = campaignId }],
                    "got a mail"),
                SentRow.Of(intent.ContactId, intent.ChannelName, new RecentMail(campaignId, intent.At.Value, IsSent: true)),
            })
            .Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))
            .ToList();
        foreach (var some in entries.Chunk(Limits.BatchActions))
        {
            await _commits.SubmitAsync(shard, some);
        }
    }

    private static Dictionary<string, object?> DataOf(string campaignId, Intent intent) => intent.Channel is null
        ? new() { ["campaign"] = campaignId }
        : new() { ["campaign"] = campaignId, ["channel"] = intent.Channel };
}
