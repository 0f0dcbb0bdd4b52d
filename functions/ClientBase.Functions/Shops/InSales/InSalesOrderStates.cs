namespace ClientBase.Functions.Shops.InSales;

/// <summary>Which states of InSales's orders count.</summary>
/// <remarks>
/// The states are the system's own, <c>fulfillment_status</c>; those a shop adds (<c>custom_status</c>) each stand for one of them. A state
/// unknown here counts, and the operator is told.
/// </remarks>
internal static class InSalesOrderStates
{
    private static readonly Dictionary<string, bool> Counted = new(StringComparer.Ordinal)
    {
        ["new"] = true, // Ordered; most shops of InSales are paid on delivery.
        ["accepted"] = true,
        ["approved"] = true,
        ["dispatched"] = true,
        ["delivered"] = true,
        ["returned"] = true, // Counts; all of it was paid back.
        ["declined"] = false,
    };

    public static bool Counts(string? state) => state is null || Counted.GetValueOrDefault(state, true);

    public static bool IsKnown(string? state) => state is null || Counted.ContainsKey(state);
}
