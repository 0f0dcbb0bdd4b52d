using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage.Documents;

namespace ClientBase.Functions.Storage.Rows;

/// <summary><c>p|{contact}|b|{shop:token}</c>: one cart, and whether a row waits for it to count as left behind.</summary>
/// <remarks>
/// Its due row exists exactly when <see cref="Due"/> names it: both are written in one batch on the version of this row. Who consumes the
/// due row must delete it and clear <see cref="Due"/> in the same way.
/// </remarks>
internal static class CartRow
{
    /// <summary>The minute of the due row (<see cref="DueRow"/>); absent when there is none.</summary>
    public const string Due = "Due";

    private const string CartKey = "Key";
    private const string Cart = "Cart";

    public static string Prefix(string contactId) => $"p|{contactId}|b|";

    public static string Key(string contactId, string cartKey) => Prefix(contactId) + TableKeys.Escape(cartKey);

    /// <summary>Whether a row of a contact's parts is a cart.</summary>
    public static bool Is(TableEntity row) => row.RowKey.Split('|', 4) is ["p", _, "b", _];

    public static TableEntity Of(string contactId, string cartKey, CartState cart, long? dueMinute)
    {
        var row = RowVersions.New(ContactId.ShardOf(contactId), Key(contactId, cartKey));
        row[CartKey] = cartKey;
        row[Due] = dueMinute;
        LongText.Write(row, Cart, JsonSerializer.Serialize(CartDocument.Of(cart), DocumentJson.Compact.CartDocument));
        return row;
    }

    /// <summary>The cart's key, <c>{shop}:{token}</c>, and what is known of it.</summary>
    public static (string Key, CartState Cart) Read(TableEntity row) => (
        row.GetString(CartKey)!,
        JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(row), Cart)!, DocumentJson.Compact.CartDocument)!.ToState());
}
