using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Sending.Ledger;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Sending.Events;

/// <summary>Keeps what providers tell of mails: on the timeline, for rules over events, and in the ledger of the campaign.</summary>
/// <remarks>
/// Every row is made from the event alone and put over what is there, so copies and any order come to the same, and nothing is read. What
/// is written to one partition goes in batches of a hundred rows.
/// </remarks>
public sealed class MailEventStore(CommitsByTable commits, IEnumerable<IMailEventFollower> followers)
{
    private static readonly EventVerb Opened = EventVerb.Find(DetailNames.OpenedCampaign)!;
    private static readonly EventVerb Clicked = EventVerb.Find(DetailNames.ClickedCampaign)!;

    private readonly TableCommits _contacts = commits.Of(Tables.Contacts);
    private readonly TableCommits _ledger = commits.Of(Tables.Ledger);

    /// <summary>Keeps the events of mails of ours.</summary>
    /// <param name="events">The events.</param>
    /// <param name="machines">Ids of those that programs made.</param>
    public async Task KeepAsync(
        IReadOnlyCollection<MailEvent> events, IReadOnlySet<string> machines, CancellationToken cancellationToken)
    {
        var ours = events.Where(one => one.ContactId is not null).ToList();
        var ofPeople = ours.FindAll(one => one.Kind is MailEventKind.Open or MailEventKind.Click && !machines.Contains(one.Id));
        var rows = ours.SelectMany(one => OfContact(one, machines.Contains(one.Id))).Concat(ChangesBy(ofPeople));
        var ledger = ours.Where(one => one.Campaign.Length > 0).Select(one => LedgerEvents.RowOf(one, machines.Contains(one.Id)));
        await Task.WhenAll(SaveAsync(_contacts, rows, cancellationToken), SaveAsync(_ledger, ledger, cancellationToken));
        foreach (var follower in ofPeople.Count == 0 ? [] : followers)
        {
            await follower.FollowAsync(ofPeople, cancellationToken);
        }
    }

    private static async Task SaveAsync(TableCommits commits, IEnumerable<TableEntity> rows, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            from row in rows.DistinctBy(row => (row.PartitionKey, row.RowKey))
            group new TableTransactionAction(UpsertReplace, row) by row.PartitionKey into partition
            from some in partition.Chunk(Limits.BatchActions)
            select commits.SubmitAsync(partition.Key, some, cancellationToken));

    private static IEnumerable<TableEntity> OfContact(MailEvent one, bool isMachine)
    {
        // What comes back or is called spam changes the card: it is filed, and so gets onto the timeline (see Suppressions).
        if (one.Kind is MailEventKind.Delivered or MailEventKind.Open or MailEventKind.Click
            || (one.Kind == MailEventKind.Bounce && !one.IsForGood))
        {
            yield return EntryOf(one, isMachine);
        }

        if (isMachine || one.Kind is not (MailEventKind.Open or MailEventKind.Click))
        {
            yield break;
        }

        var isClick = one.Kind == MailEventKind.Click;
        yield return isClick ? EngagementRow.OfClick(one.ContactId!, one.At) : EngagementRow.OfOpen(one.ContactId!, one.At);
        if (one.Campaign.Length > 0)
        {
            var verb = isClick ? Clicked : Opened;
            yield return EventRow.Of(verb, one.At, one.Campaign, one.ContactId!, one.Id);
        }
    }

    // What segments have to know, one row a shard and kind. Named by all that is in it: another delivery may hold some of the same.
    private static IEnumerable<TableEntity> ChangesBy(IEnumerable<MailEvent> ofPeople) =>
        from one in ofPeople
        where one.Campaign.Length > 0
        group one by (Shard: ContactId.ShardOf(one.ContactId!), IsClick: one.Kind == MailEventKind.Click) into some
        select DirtyRow.OfMany(
            some.Key.Shard,
            CaptureId.Of([.. some.Select(one => one.Id)]),
            [
                .. some.Select(one => (
                    one.ContactId!,
                    new Detail(DetailKind.Event, (some.Key.IsClick ? Clicked : Opened).Name, one.At) { Text = one.Campaign })),
            ],
            some.Key.IsClick ? "followed a link in a mail" : "opened a mail");

    private static TableEntity EntryOf(MailEvent one, bool isMachine)
    {
        var data = new Dictionary<string, object?> { ["campaign"] = one.Campaign, ["mail"] = one.Intent };
        void Say(string name, object? value, bool isSaid = true)
        {
            if (value is not null && isSaid)
            {
                data[name] = value;
            }
        }

        Say("channel", one.Channel, one.Channel != "email");
        Say("url", one.Url);
        Say("machine", true, isMachine);
        Say("reason", one.Reason, one.Kind == MailEventKind.Bounce);
        Say("permanent", false, one.Kind == MailEventKind.Bounce);
        return TimelineRow.Of(one.ContactId!, one.Id, NameOf(one.Kind), one.At, one.Source, data);
    }

    /// <summary>The kind of the timeline's entry.</summary>
    internal static string NameOf(MailEventKind kind) => kind switch
    {
        MailEventKind.Delivered => "mail.delivered",
        MailEventKind.Open => "mail.open",
        MailEventKind.Click => "mail.click",
        MailEventKind.Bounce => "mail.bounce",
        MailEventKind.Complaint => "mail.complaint",
        _ => "consent",
    };
}
