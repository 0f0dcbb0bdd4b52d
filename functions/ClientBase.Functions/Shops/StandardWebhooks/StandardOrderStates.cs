namespace ClientBase.Functions.Shops.StandardWebhooks;

/// <summary>Which states of an order count where the sender may be anything.</summary>
/// <remarks>
/// The words are those that shops and tills use most. One unknown here counts, since what is told of as an order was ordered, and the
/// operator is told.
/// </remarks>
internal static class StandardOrderStates
{
    private static readonly Dictionary<string, bool> Counted = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = true,
        ["created"] = true,
        ["open"] = true,
        ["placed"] = true,
        ["accepted"] = true,
        ["confirmed"] = true,
        ["paid"] = true,
        ["authorized"] = true,
        ["partially_paid"] = true,
        ["on-hold"] = true,
        ["processing"] = true,
        ["packed"] = true,
        ["shipped"] = true,
        ["dispatched"] = true,
        ["fulfilled"] = true,
        ["delivered"] = true,
        ["completed"] = true,
        ["closed"] = true,
        ["partially_refunded"] = true,
        ["refunded"] = true,
        ["returned"] = true, // Count; all of it was paid back.
        ["pending"] = false,
        ["unpaid"] = false,
        ["awaiting_payment"] = false, // Nobody knows yet whether they pay.
        ["draft"] = false,
        ["test"] = false,
        ["failed"] = false,
        ["expired"] = false,
        ["voided"] = false,
        ["cancelled"] = false,
        ["canceled"] = false,
        ["declined"] = false,
        ["rejected"] = false,
        ["deleted"] = false,
        ["trash"] = false,
    };

    public static bool Counts(string? state) => state is null || Counted.GetValueOrDefault(state, true);

    public static bool IsKnown(string? state) => state is null || Counted.ContainsKey(state);

    public static bool IsRefunded(string? state) =>
        state?.ToLowerInvariant() is "refunded" or "returned";
}
