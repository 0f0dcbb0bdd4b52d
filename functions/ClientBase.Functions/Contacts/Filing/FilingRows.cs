using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Duplicates.Pairs;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>The one place that lists all rows of one event: what its batch in the contact's shard writes.</summary>
/// <remarks>The inbox comes first: that it is refused says that the capture was filed before.</remarks>
internal static class FilingRows
{
    public const int Inbox = 0;
    public const int Contact = 1;

    public static List<TableTransactionAction> Of(
        CapturedEvent capture, Resolution resolution, FoundPeople found, IEnumerable<TableEntity> receipts, LoyaltyProgram? program)
    {
        var contact = resolution.Contact;
        var shard = ContactId.ShardOf(contact.Id);
        var before = found.AsStored(contact.Id);
        var orders = FilingOrders.Of(capture, contact.AllIds, found).ToList();
        return
        [
            Add(InboxRow.Of(shard, capture.Id, contact.Id)),
            AddOrReplace(ContactRow.Of(contact), found.Stored(contact.Id)?.ETag),
            .. Orders(orders, contact.Id, found),
            .. FilingCarts.OfContact(capture, contact, found),
            .. Points(orders, contact.Id, program),
            Upsert(TimelineRow.Of(contact.Id, contact.MergedFrom, FilingOrders.WithWhatGoesAlong(capture, contact, found))),
            .. FilingOrders.MovedBefore(capture, orders).Select(moved => Upsert(TimelineRow.Of(contact.Id, contact.MergedFrom, moved))),
            Upsert(HeardRow.Of(contact.Id, capture.At)),
            .. CaptureEvents.Of(capture).Select(done => Upsert(EventRow.Of(done.Verb, capture.At, done.What, contact.Id, capture.Id))),
            .. resolution.Absorbed.Select(absorbed => absorbed.Id).Concat(found.FinishedMergesOf(contact.Id)).Distinct()
                .Select(absorbed => Upsert(MergeEntry(capture, contact.Id, absorbed))),
            .. receipts.Select(Add), // Refused when the chain has grown meanwhile.
            .. Dirty(capture, resolution, found, orders, before, program),
            .. Uncompared(contact, before),
            .. ForReports(capture, contact, orders).Select(Upsert),
            .. SearchWords.Of(contact).Except(before is null ? [] : SearchWords.Of(before))
                .Select(word => Upsert(SearchRow.Of(word, contact.Id))),
            .. resolution.NewClaims.Where(key => ContactId.ShardOf(key) == shard).Select(key => Add(ClaimRow.Of(key, contact.Id))),
        ];
    }

    private static IEnumerable<TableTransactionAction> Orders(IEnumerable<OrderChange> orders, string contactId, FoundPeople found) =>
        orders.Select(order => AddOrReplace(
            OrderRow.Of(contactId, order.Key, order.After), found.OrderETag(contactId, order.Key)));

    // What an order gives is noted when it begins to count; how much that comes to follows from the order.
    private static IEnumerable<TableTransactionAction> Points(
        IEnumerable<OrderChange> orders, string contactId, LoyaltyProgram? program) =>
        Grants(orders, program).Select(grant => Upsert(LoyaltyRows.Grant(contactId, grant.Key, grant.Grant)));

    private static IEnumerable<(string Key, OrderGrant Grant)> Grants(IEnumerable<OrderChange> orders, LoyaltyProgram? program) =>
        from change in program is null ? [] : orders
        let grant = program!.GrantFor(change.Before, change.After)
        where grant is not null
        select (change.Key, grant);

    // Only what segments are decided by, and of the person what reports know: a repeat that changes nothing leaves nothing to recompute.
    private static IEnumerable<TableTransactionAction> Dirty(
        CapturedEvent capture,
        Resolution resolution,
        FoundPeople found,
        IReadOnlyCollection<OrderChange> orders,
        Contact? before,
        LoyaltyProgram? program)
    {
        var contact = resolution.Contact;
        if (!contact.IsSomebody)
        {
            return [];
        }

        var cause = CauseOf(capture);
        var rows = new List<TableEntity>();
        if (resolution.Absorbed.Count > 0 || before is { IsSomebody: false } || found.FinishedMergesOf(contact.Id).Any())
        {
            rows.Add(DirtyRow.OfEverything(contact.Id, cause));
        }

        if (CaptureEvents.DetailsOf(capture) is { Count: > 0 } done)
        {
            rows.Add(DirtyRow.Seen(DirtyRow.OfEvents(contact.Id, capture.Id, done, cause), contact.LastSeenAt));
        }

        foreach (var (key, _, order) in orders.Where(order => order.After != order.Before))
        {
            rows.Add(DirtyRow.Seen(DirtyRow.OfOrder(contact.Id, key, order, cause, program is not null), contact.LastSeenAt));
        }

        rows.AddRange(Grants(orders, program).Select(grant =>
            DirtyRow.OfPoints(contact.Id, grant.Key, PointsDetails.Of(grant.Key, grant.Grant), cause)));

        // Any of these rows tells when the person was last heard of; where there is none, the person's own does.
        if (before is null || IsOther(before, contact) || ReportRow.KnowOther(before, contact)
            || (rows.Count == 0 && before.LastSeenAt != contact.LastSeenAt))
        {
            rows.Add(DirtyRow.OfPerson(contact, cause));
        }

        return rows.Select(Upsert);
    }

    private static IEnumerable<TableEntity> ForReports(CapturedEvent capture, Contact contact, IEnumerable<OrderChange> orders) =>
    [
        .. orders.SelectMany(order => ReportRow.OfOrder(contact.Id, order.Key, order.Before, order.After, !contact.IsSomebody)),
        .. KeptEvent.Of(capture) is { } done ? [ReportRow.OfEvent(contact.Id, done)] : Array.Empty<TableEntity>(),
    ];

    // Only when something changed that duplicates are found by. The blocks themselves are written by who looks for duplicates.
    private static IEnumerable<TableTransactionAction> Uncompared(Contact contact, Contact? before) =>
        contact.IsSomebody && (before is null || ComparedPerson.Differ(before, contact))
            ? [Upsert(UncomparedRow.Of(contact.Id, isNew: before is null))]
            : [];

    private static bool IsOther(Contact before, Contact now) => ProfileFacts.Of(before) != ProfileFacts.Of(now)
        || before.FirstSeen?.Said.At != now.FirstSeen?.Said.At
        || PersonDetails.Of(before) is var said && PersonDetails.Of(now) is var says
            && (said.Count != says.Count || said.Zip(says).Any(pair => !pair.First.SaysAs(pair.Second)));

    // What the change of a segment gives as its reason.
    private static string CauseOf(CapturedEvent capture)
    {
        if (capture.Says.Orders.Count == 0)
        {
            return capture.Kind == "form" && capture.Source.StartsWith("form:", StringComparison.Ordinal)
                ? $"form {capture.Source[5..]}"
                : $"{capture.Kind} from {capture.Source}";
        }

        var (key, order) = capture.Says.Orders.First();
        var at = order.Version?.PlacedAt ?? capture.At;
        var what = capture.Kind == "refund" ? "refund of order" : "order";
        return string.Create(CultureInfo.InvariantCulture, $"{what} {key.Split(':', 2)[^1]} on {at.UtcDateTime:d MMMM}");
    }

    private static TableEntity MergeEntry(CapturedEvent capture, string contactId, string absorbedId) =>
        MergeRows.Entry(new MergeId(contactId, absorbedId), capture.At, capture.Source, new MergeCause(capture.Id));

    private static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    private static TableTransactionAction Upsert(TableEntity row) => new(UpsertReplace, row);

    private static TableTransactionAction AddOrReplace(TableEntity row, ETag? known) =>
        known is { } etag ? new TableTransactionAction(UpdateReplace, row, etag) : Add(row);
}
