using System.Globalization;
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
        var sent = group.Intents.Where(intent => intent.State == IntentState.Accepted).ToList();
        if (sent.Count == 0)
        {
            return;
        }

        IEnumerable<TableEntity> rows = [.. sent.SelectMany(intent => RowsOf(campaignId, intent)), Changes(campaignId, shard, group, sent)];
        foreach (var some in rows.Chunk(Limits.BatchActions))
        {
            await _commits.SubmitAsync(
                shard, [.. some.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row))]);
        }
    }

    private static IEnumerable<TableEntity> RowsOf(string campaignId, Intent intent)
    {
        var (id, at) = (Intent.IdOf(campaignId, intent.ContactId), intent.At!.Value);
        return
        [
            TimelineRow.Of(intent.ContactId, id, "mail.sent", at, $"campaign:{campaignId}", DataOf(campaignId, intent)),
            EventRow.Of(Received, at, campaignId, intent.ContactId, id),
            SentRow.Of(intent.ContactId, intent.ChannelName, new RecentMail(campaignId, at, IsSent: true)),
        ];
    }

    // One row for the whole group: segments have only to know of it once.
    private static TableEntity Changes(string campaignId, string shard, IntentGroup group, IEnumerable<Intent> sent) => DirtyRow.OfMany(
        shard,
        string.Create(CultureInfo.InvariantCulture, $"{campaignId}|{group.Number}"),
        [
            .. sent.Select(intent => (
                intent.ContactId, new Detail(DetailKind.Event, DetailNames.ReceivedCampaign, intent.At!.Value) { Text = campaignId })),
        ],
        "got a mail");

    private static Dictionary<string, object?> DataOf(string campaignId, Intent intent) => intent.Channel is null
        ? new() { ["campaign"] = campaignId }
        : new() { ["campaign"] = campaignId, ["channel"] = intent.Channel };
}
