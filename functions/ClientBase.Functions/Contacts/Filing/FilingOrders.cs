using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>The orders a capture speaks of. A shop may give an order to another customer: it is whose its latest version names.</summary>
/// <remarks>Whatever a contact has of an order is said on its own timeline, so that it can be put together anew from that.</remarks>
internal static class FilingOrders
{
    /// <summary>Each order as a contact has it, before and after.</summary>
    /// <param name="capture">What speaks of them.</param>
    /// <param name="contactIds">The contact and those that are part of it.</param>
    /// <param name="found">What is stored.</param>
    public static IEnumerable<OrderChange> Of(CapturedEvent capture, IReadOnlySet<string> contactIds, FoundPeople found) =>
        from said in capture.Says.Orders
        let own = Together(found.OrdersOf(said.Key).Where(one => contactIds.Contains(one.ContactId)))
        select new OrderChange(said.Key, own, After(said.Key, said.Value, own, contactIds, found));

    /// <summary>
    /// Batches that leave an order with whoever had it as one that does not count there any more. They come before its claim goes: cut
    /// short in between, the next try finds whose it was.
    /// </summary>
    public static IEnumerable<IReadOnlyList<TableTransactionAction>> OfOthers(
        CapturedEvent capture, Contact contact, FoundPeople found, bool givesPoints) =>
        from order in capture.Says.Orders
        where order.Value.Version is not null
        let said = order.Value.Version!.Said
        from other in found.OrdersOf(order.Key)
        where !contact.AllIds.Contains(other.ContactId) && other.Order.Version is { IsElsewhere: false } its && its.Said < said
        select Leave(other.ContactId, order.Key, other.Order, other.Order.GoElsewhere(said), capture.Source, found, givesPoints);

    /// <summary>The capture with what others were told of its orders before they came to the contact: refunds, milestones.</summary>
    public static CapturedEvent WithWhatGoesAlong(CapturedEvent capture, Contact contact, FoundPeople found) => capture with
    {
        Says = capture.Says with
        {
            Orders = capture.Says.Orders.SetItems(
                from said in capture.Says.Orders
                where said.Value.Version is not null
                let others = Together(found.OrdersOf(said.Key).Where(one => !contact.AllIds.Contains(one.ContactId)))
                select KeyValuePair.Create(said.Key, said.Value.Join(others with { Version = null }))),
        },
    };

    /// <summary>What the contact is told of orders that came late: somebody else has them by a later version.</summary>
    public static IEnumerable<CapturedEvent> MovedBefore(CapturedEvent capture, IEnumerable<OrderChange> changes) =>
        from change in changes
        where change.After.Version is { IsElsewhere: true } && change.After != change.Before
        select MovedOrder.Of(change.Key, change.After, capture.Source);

    /// <summary>Claims of orders that go over to the contact, since what comes of them later may name nobody else.</summary>
    public static IEnumerable<IdentityKey> ClaimsToMove(CapturedEvent capture, Contact contact, FoundPeople found) =>
        from change in Of(capture, contact.AllIds, found)
        where capture.Says.Orders[change.Key].Version is not null && change.After.Version is { IsElsewhere: false }
        let key = new IdentityKey(IdentityKind.Order, change.Key)
        where found.IsClaimedByOther(key, contact.AllIds)
        select key;

    private static OrderState After(
        string key, OrderState said, OrderState own, IReadOnlySet<string> contactIds, FoundPeople found)
    {
        if (said.Version is not { } version)
        {
            return own.Join(said);
        }

        // Events come out of order: one that somebody else has by a later version is theirs.
        var others = found.OrdersOf(key).Where(one => !contactIds.Contains(one.ContactId)).ToList();
        var later = others.Select(one => one.Order.Version).FirstOrDefault(its => its is { IsElsewhere: false } && its.Said > version.Said);
        return later is null ? own.Join(Together(others)).Join(said) : own.Join(said).GoElsewhere(later.Said);
    }

    private static OrderState Together(IEnumerable<(string ContactId, OrderState Order)> orders) =>
        orders.Aggregate(OrderState.Unknown, (known, one) => known.Join(one.Order));

    private static List<TableTransactionAction> Leave(
        string contactId, string key, OrderState before, OrderState after, string source, FoundPeople found, bool givesPoints)
    {
        var stored = found.Stored(contactId)?.Contact;
        var isSomebody = stored is { IsSomebody: true };
        var parts = stored?.MergedFrom ?? new Contact().MergedFrom;
        var mark = DirtyRow.OfOrder(contactId, key, after, "an order that is another customer's now", givesPoints);
        return
        [
            new(UpdateReplace, OrderRow.Of(contactId, key, after), found.OrderETag(contactId, key)!.Value),
            Upsert(TimelineRow.Of(contactId, parts, MovedOrder.Of(key, after, source))),
            .. isSomebody ? [Upsert(mark)] : None,
            .. ReportRow.OfOrder(contactId, key, before, after, !isSomebody).Select(Upsert),
        ];
    }

    private static TableTransactionAction[] None => [];

    private static TableTransactionAction Upsert(TableEntity row) => new(UpsertReplace, row);
}
