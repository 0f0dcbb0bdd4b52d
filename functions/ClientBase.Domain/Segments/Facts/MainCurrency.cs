namespace ClientBase.Domain.Segments.Facts;

/// <summary>The currency somebody's total is in: the one most used; of equally many the alphabetically first.</summary>
internal static class MainCurrency
{
    public static string Of(ReadOnlySpan<OrderFact> orders)
    {
        var first = orders[0].Currency;
        foreach (var order in orders)
        {
            if (order.Currency != first)
            {
                return OfSeveral(orders);
            }
        }

        return first;
    }

    private static string OfSeveral(ReadOnlySpan<OrderFact> orders)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            counts[order.Currency] = counts.GetValueOrDefault(order.Currency) + 1;
        }

        return counts.MaxBy(currency => currency.Value).Key;
    }
}
