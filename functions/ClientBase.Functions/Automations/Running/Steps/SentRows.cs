using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Automations;
using ClientBase.Domain.Automations.Runs;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Automations.Running.Steps;

/// <summary>The rows beside a run that tell of its messages: for the timeline, for rules, for the frequency cap, for the counts.</summary>
internal static class SentRows
{
    private static readonly EventVerb Received = EventVerb.Find(DetailNames.ReceivedCampaign)!;

    /// <summary>A message's id at the provider and in the outbox: the same for every attempt, beginning with the contact's id.</summary>
    public static string IntentOf(StepWork work) => Intent.IdOf(work.Name, work.Run.Contact);

    /// <summary>The step, with its message taken by the provider.</summary>
    public static StepDone Done(StepWork work, string channel, DateTimeOffset at)
    {
        var (intent, contact, source) = (IntentOf(work), work.Run.Contact, work.Automation.Source);
        var got = new Detail(DetailKind.Event, DetailNames.ReceivedCampaign, at) { Text = source };
        var data = new Dictionary<string, object?>
        {
            ["campaign"] = source,
            ["automation"] = work.Run.Automation,
            ["step"] = work.Step.Id,
            ["channel"] = channel,
            ["mail"] = intent,
        };
        return work.Done(RunOutcomes.Sent, channel) with
        {
            Beside =
            [
                Upsert(TimelineRow.Of(contact, intent, "mail.sent", at, source, data)),
                Upsert(EventRow.Of(Received, at, source, contact, intent)),
                Upsert(DirtyRow.OfEvents(contact, intent, [got], "got a mail")),
                Upsert(TallyRow.More(work.Run, Tally.Sent, work.Run.NameOf(work.Step.Id))),
            ],
        };
    }

    /// <summary>What the frequency cap counts, from when the message takes off: two automations at once keep to one cap.</summary>
    public static IReadOnlyList<TableTransactionAction> Mark(StepWork work, string channel, DateTimeOffset at) =>
        MarkOf(work, channel, at) is { } row ? [Upsert(row)] : [];

    /// <summary>Takes it back: the message was not sent.</summary>
    public static IReadOnlyList<TableTransactionAction> Unmark(StepWork work, string channel) =>
        MarkOf(work, channel, work.Now) is { } row ? [new(Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All)] : [];

    // In the batch of the run, under the contact who entered: who asks for the cap asks for all that are one person.
    private static TableEntity? MarkOf(StepWork work, string channel, DateTimeOffset at) =>
        work.Automation.Definition.Purpose == AutomationPurpose.Marketing
            ? SentRow.Of(work.Run.Contact, channel, new RecentMail(work.Name, at, IsSent: true))
            : null;

    private static TableTransactionAction Upsert(TableEntity row) => new(UpsertReplace, row);
}
