using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>p|{contact}|o|{shop:order}</c>: one order with its lines and refunds.</summary>
internal static class OrderRow
{
    private const string OrderKey = "Key";
    private const string Order = "Order";

    public static string Prefix(string contactId) => $"p|{contactId}|o|";

    public static string Key(string contactId, string orderKey) => Prefix(contactId) + TableKeys.Escape(orderKey);

    public static TableEntity Of(string contactId, string orderKey, OrderState order)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, orderKey));
        row[OrderKey] = orderKey;
        LongText.Write(row, Order, JsonSerializer.Serialize(OrderDocument.Of(order), DocumentJson.Compact.OrderDocument));
        return row;
    }

    /// <summary>Whether a row of a contact's parts is an order.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|', 4) is ["p", _, "o", _];

    /// <summary>Orders of several places, those of one key joined.</summary>
    public static ImmutableSortedDictionary<string, OrderState> Join(IEnumerable<(string Key, OrderState Order)> orders) => orders
        .GroupBy(order => order.Key, order => order.Order, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => group.Aggregate((a, b) => a.Join(b)), StringComparer.Ordinal);

    /// <summary>The order's key, <c>{shop}:{order id}</c>, and what is known of it.</summary>
    public static (string Key, OrderState Order) Read(TableEntity row) => (
        row.GetString(OrderKey)!,
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Order)!, DocumentJson.Compact.OrderDocument)!.ToState());
}
