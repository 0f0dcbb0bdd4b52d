namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>Which states of WooCommerce's orders count.</summary>
/// <remarks>
/// The states are those of its REST API and of the order screen. Plugins add their own (<c>shipped</c>, <c>packing</c>): a state unknown
/// here counts, as in WooCommerce's own analytics, which names what it leaves out.
/// </remarks>
internal static class WooCommerceOrderStates
{
    private static readonly Dictionary<string, bool> Counted = new(StringComparer.Ordinal)
    {
        ["pending"] = false, // Made when the customer goes to pay: nobody knows yet whether they do.
        ["on-hold"] = true, // Ordered; the payment is awaited.
        ["processing"] = true,
        ["completed"] = true,
        ["refunded"] = true, // Counts; its refunds make it worth nothing.
        ["cancelled"] = false,
        ["failed"] = false,
        ["trash"] = false,
        ["draft"] = false,
        ["auto-draft"] = false,
        ["checkout-draft"] = false,
    };

    public static bool Counts(string? state) => state is null || Counted.GetValueOrDefault(state, true);

    public static bool IsKnown(string? state) => state is null || Counted.ContainsKey(state);

    /// <summary>Whether the customer is still typing: the fields hold halves of addresses.</summary>
    public static bool IsDraft(string? state) => state is "draft" or "auto-draft" or "checkout-draft";

    /// <summary>Whether the customer went to pay and has not: what they leave behind is a cart.</summary>
    public static bool IsUnpaid(string? state) => state is "pending" or "failed";

    /// <summary>The state without the prefix some senders leave on it.</summary>
    public static string? Plain(string? state) =>
        state is not null && state.StartsWith("wc-", StringComparison.Ordinal) ? state[3..] : state;
}
