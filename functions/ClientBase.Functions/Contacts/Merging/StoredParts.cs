using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>Orders and carts that a contact has stored, of those some captures speak of: what an undo gives and takes.</summary>
internal sealed class StoredParts
{
    private readonly string _contactId;
    private readonly Dictionary<string, (OrderState Order, ETag ETag)> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredCart> _carts = new(StringComparer.Ordinal);
    private LoyaltyAccount _own = LoyaltyAccount.Empty;
    private LoyaltyAccount _given = LoyaltyAccount.Empty;

    private StoredParts(string contactId) => _contactId = contactId;

    private string Shard => ContactId.ShardOf(_contactId);

    /// <summary>Reads those that are spoken of.</summary>
    /// <param name="table">The table.</param>
    /// <param name="contactId">Whose.</param>
    /// <param name="says">What speaks of them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="from">Under whom the orders lay so far: what they give goes with them.</param>
    public static async Task<StoredParts> ReadAsync(
        TableClient table, string contactId, Contact says, CancellationToken cancellationToken, string? from = null)
    {
        var stored = new StoredParts(contactId);
        async Task<IEnumerable<TableEntity>> RowsAsync(string owner, IEnumerable<string> rowKeys)
        {
            var read = await Task.WhenAll(rowKeys.Select(key => table.GetEntityIfExistsAsync<TableEntity>(
                ContactId.ShardOf(owner), key, cancellationToken: cancellationToken)));
            return read.Where(row => row.HasValue).Select(row => row.Value!);
        }

        async Task<LoyaltyAccount> GrantsAsync(string owner) =>
            LoyaltyRows.ReadAll(await RowsAsync(owner, says.Orders.Keys.Select(key => LoyaltyRows.GrantKey(owner, key))));

        stored._own = await GrantsAsync(contactId);
        stored._given = from is null ? LoyaltyAccount.Empty : await GrantsAsync(from);
        foreach (var row in await RowsAsync(contactId, says.Orders.Keys.Select(key => OrderRow.Key(contactId, key))))
        {
            var (key, order) = OrderRow.Read(row);
            stored._orders[key] = (order, row.ETag);
        }

        foreach (var row in await RowsAsync(contactId, says.Carts.Keys.Select(key => CartRow.Key(contactId, key))))
        {
            var (key, cart) = CartRow.Read(row);
            stored._carts[key] = new StoredCart(contactId, key, cart, row.GetInt64(CartRow.Due), row.ETag);
        }

        return stored;
    }

    /// <summary>Adds what is said to what is stored.</summary>
    public IEnumerable<TableTransactionAction> Join(Contact says)
    {
        foreach (var (key, said) in says.Orders)
        {
            yield return _orders.TryGetValue(key, out var known)
                ? new(UpdateReplace, OrderRow.Of(_contactId, key, known.Order.Join(said)), known.ETag)
                : new(Add, OrderRow.Of(_contactId, key, said));
            if (_given.Grants.TryGetValue(key, out var grant) && !_own.Grants.ContainsKey(key))
            {
                yield return new(UpsertReplace, LoyaltyRows.Grant(_contactId, key, grant));
            }
        }

        foreach (var (key, said) in says.Carts)
        {
            var known = _carts.GetValueOrDefault(key);
            foreach (var action in FilingCarts.Write(_contactId, key, known?.Cart.Join(said) ?? said, known))
            {
                yield return action;
            }
        }
    }

    /// <summary>Leaves of what is stored only what is the contact's own.</summary>
    public IEnumerable<TableTransactionAction> LeaveOnly(Contact own)
    {
        foreach (var (key, (_, etag)) in _orders)
        {
            yield return own.Orders.TryGetValue(key, out var left)
                ? new(UpdateReplace, OrderRow.Of(_contactId, key, left), etag)
                : Deletion(OrderRow.Key(_contactId, key));
            if (_own.Grants.ContainsKey(key) && !own.Orders.ContainsKey(key))
            {
                yield return Deletion(LoyaltyRows.GrantKey(_contactId, key));
            }
        }

        foreach (var (key, stored) in _carts)
        {
            var actions = own.Carts.TryGetValue(key, out var left)
                ? FilingCarts.Write(_contactId, key, Ended(left, stored), stored)
                : Delete(stored);
            foreach (var action in actions)
            {
                yield return action;
            }
        }
    }

    // A cart that was ordered must not count as left behind again, whoever ordered it.
    private static Domain.Behaviour.CartState Ended(Domain.Behaviour.CartState cart, StoredCart stored) =>
        stored.Cart.EndedAt is { } at ? cart.EndAt(at) : cart;

    private IEnumerable<TableTransactionAction> Delete(StoredCart cart)
    {
        yield return Deletion(CartRow.Key(_contactId, cart.Key));
        if (cart.DueMinute is { } minute)
        {
            yield return Deletion(DueRow.Key(minute, DueRow.Cart, _contactId, cart.Key));
        }
    }

    private TableTransactionAction Deletion(string rowKey) =>
        new(TableTransactionActionType.Delete, new TableEntity(Shard, rowKey), ETag.All);
}
