using System.Text.Json;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Which of Shopify's orders count, and their state in its own word.</summary>
/// <remarks>
/// The states are those of <c>financial_status</c> (REST Admin, "Order"). A state unknown here counts: an order only exists once its
/// checkout was completed. Test orders, of the bogus gateway or a gateway in test mode, never count, nor do cancelled ones.
/// </remarks>
internal static class ShopifyOrderStates
{
    private static readonly Dictionary<string, bool> Counted = new(StringComparer.Ordinal)
    {
        ["pending"] = true, // Ordered, and paid on delivery or by a bank transfer under way.
        ["authorized"] = true,
        ["partially_paid"] = true,
        ["paid"] = true,
        ["partially_refunded"] = true,
        ["refunded"] = true, // Counts; its refunds make it worth nothing.
        ["voided"] = false, // The payment was taken back before any money moved.
        ["expired"] = false, // The payment was never captured and no longer can be.
    };

    public static bool Counts(JsonElement order) =>
        !IsCancelled(order) && !order.IsTrue("test") && (Financial(order) is not { } state || Counted.GetValueOrDefault(state, true));

    public static string? StatusOf(JsonElement order) =>
        IsCancelled(order) ? "cancelled" : order.IsTrue("test") ? "test" : Financial(order);

    /// <summary>A state this table lacks, for the operator; null for a known one.</summary>
    public static string? Unknown(JsonElement order) => Financial(order) is { } state && !Counted.ContainsKey(state) ? state : null;

    /// <summary>Whether all of it has been paid at some time.</summary>
    public static bool IsPaid(JsonElement order) => Financial(order) is "paid" or "partially_refunded" or "refunded";

    private static bool IsCancelled(JsonElement order) => order.Text("cancelled_at") is not null;

    private static string? Financial(JsonElement order) => order.Text("financial_status");
}
