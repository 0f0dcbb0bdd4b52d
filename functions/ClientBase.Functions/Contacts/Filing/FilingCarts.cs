using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Filing;

/// <summary>The rows of the carts a capture speaks of: each cart, and when to look whether it was left behind.</summary>
internal static class FilingCarts
{
    /// <summary>How long an open cart lies untouched until it counts as left behind (AutomateWoo's default).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The carts that matter to a filing. An order that begins to count ends its cart; the many events that follow need not look again.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, CartState>> Of(CapturedEvent capture, FoundPeople found) =>
        capture.Says.Orders.Count > 0 && capture.Says.Orders.Keys.All(order => found.OrdersOf(order).Any(one => one.Order.Counts))
            ? []
            : capture.Says.Carts;

    /// <summary>What the batch in the contact's shard does to carts.</summary>
    public static IEnumerable<TableTransactionAction> OfContact(CapturedEvent capture, Contact contact, FoundPeople found) =>
        from said in Of(capture, found)
        let cart = Joined(said.Key, said.Value, contact, found)
        let wasOpen = found.CartsOf(said.Key).Any(one => IsOf(one, contact) && one.Cart.IsOpen)
        from action in Write(contact.Id, said.Key, cart, found.CartOf(contact.Id, said.Key))
            .Concat(contact.IsSomebody ? Dirty(contact.Id, said.Key, cart, wasOpen) : [])
        select action;

    /// <summary>
    /// Batches that end a cart where somebody else had it: the mail address was corrected in the checkout, or the order came under another.
    /// </summary>
    public static IEnumerable<IReadOnlyList<TableTransactionAction>> OfOthers(
        CapturedEvent capture, Resolution resolution, FoundPeople found) =>
        from said in Of(capture, found)
        from other in found.CartsOf(said.Key)
        where !IsOf(other, resolution.Contact) && other.Cart.IsOpen && !IsNewer(other.Cart, said.Value)
        let cart = other.Cart.EndAt(capture.At)
        select Write(other.ContactId, said.Key, cart, other)
            .Concat(Dirty(other.ContactId, said.Key, cart, wasOpen: true)).ToList();

    /// <summary>A cart of a contact, and the row that waits for it to count as left behind.</summary>
    public static List<TableTransactionAction> Write(string contactId, string key, CartState cart, StoredCart? stored)
    {
        var due = cart.LeftBehindAt(Idle) is { } at ? DueRow.MinuteOf(at) : (long?)null;
        var row = CartRow.Of(contactId, key, cart, due);
        var actions = new List<TableTransactionAction> { stored is null ? new(Add, row) : new(UpdateReplace, row, stored.ETag) };
        if (stored?.DueMinute is { } before && before != due)
        {
            actions.Add(new(Delete, new TableEntity(row.PartitionKey, DueRow.Key(before, DueRow.Cart, contactId, key))));
        }

        if (due is { } minute && due != stored?.DueMinute)
        {
            actions.Add(new(UpsertReplace, DueRow.Of(minute, DueRow.Cart, contactId, key)));
        }

        return actions;
    }

    // Segments are decided by open carts: one that is not, and was not, is of no interest.
    private static IEnumerable<TableTransactionAction> Dirty(string contactId, string key, CartState cart, bool wasOpen) =>
        cart.IsOpen || wasOpen
            ? [new(UpsertReplace, DirtyRow.OfBeside(contactId, "cart", key, PartDetails.Of(cart), "the cart"))]
            : [];

    private static CartState Joined(string key, CartState said, Contact contact, FoundPeople found)
    {
        var cart = found.CartsOf(key).Where(one => IsOf(one, contact)).Aggregate(said, (joined, one) => joined.Join(one.Cart));

        // Events come out of order: a cart that somebody else has touched since is theirs.
        var newer = found.CartsOf(key).FirstOrDefault(one => !IsOf(one, contact) && IsNewer(one.Cart, said));
        return newer is null ? cart : cart.EndAt(newer.Cart.Content!.Said.At);
    }

    private static bool IsOf(StoredCart cart, Contact contact) =>
        cart.ContactId == contact.Id || contact.MergedFrom.Contains(cart.ContactId);

    private static bool IsNewer(CartState stored, CartState said) => said.Content is { } content && stored.Content?.Said > content.Said;
}
