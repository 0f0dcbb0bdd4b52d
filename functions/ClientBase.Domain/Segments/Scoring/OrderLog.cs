namespace ClientBase.Domain.Segments.Scoring;

/// <summary>The orders and returns of a shard's customers as columns, in any order: row i of each is one.</summary>
/// <remarks>
/// Customers are numbered in the ordinal order of their ids, and the shards of a base in the order of theirs: equal values are ranked
/// by number. A return is a row with a negative amount: it lowers the money and is no order.
/// </remarks>
public sealed class OrderLog
{
    /// <summary>Takes the columns as they are.</summary>
    /// <param name="customerIds">The customers, in ordinal order.</param>
    /// <param name="customers">Whose a row is: an index into <paramref name="customerIds"/>.</param>
    /// <param name="times">When, in ticks of UTC.</param>
    /// <param name="amounts">Sums in units of 10^-<paramref name="decimals"/> of the currency.</param>
    /// <param name="decimals">Decimal places of the amounts, 0 to 9.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or the ids are not in ordinal order.</exception>
    public OrderLog(IReadOnlyList<string> customerIds, int[] customers, long[] times, long[] amounts, byte decimals)
    {
        if (customers.Length != times.Length || customers.Length != amounts.Length)
        {
            throw new ArgumentException("The columns of an order log are of one length.", nameof(customers));
        }

        for (var i = 1; i < customerIds.Count; i++)
        {
            if (string.CompareOrdinal(customerIds[i - 1], customerIds[i]) >= 0)
            {
                throw new ArgumentException($"Customer '{customerIds[i]}' is out of ordinal order, or there twice.", nameof(customerIds));
            }
        }

        (CustomerIds, Customers, Times, Amounts, Decimals) = (customerIds, customers, times, amounts, decimals);
    }

    /// <summary>The customers, in ordinal order.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>Decimal places of the amounts.</summary>
    public byte Decimals { get; }

    /// <summary>The rows, each with its customer's number and its amount in units of the currency.</summary>
    public IEnumerable<(int Customer, DateTime At, decimal Amount)> Rows
    {
        get
        {
            for (var row = 0; row < Customers.Length; row++)
            {
                yield return (Customers[row], new DateTime(Times[row], DateTimeKind.Utc), ToMoney(Amounts[row]));
            }
        }
    }

    internal int[] Customers { get; }

    internal long[] Times { get; }

    internal long[] Amounts { get; }

    /// <summary>An amount in units of the currency.</summary>
    internal decimal ToMoney(long amount) =>
        new((int)Math.Abs(amount), (int)(Math.Abs(amount) >>> 32), 0, amount < 0, Decimals);

    /// <summary>A log of customers and amounts in any order: puts customers in order, and keeps as many decimal places as needed.</summary>
    /// <param name="customerIds">The customers, each once, in any order.</param>
    /// <param name="customerOf">Whose a row is: an index into <paramref name="customerIds"/>.</param>
    /// <param name="times">When, UTC.</param>
    /// <param name="amounts">Sums in units of the currency. Beyond six decimal places they are rounded half away from zero.</param>
    /// <exception cref="OverflowException">The amounts together are beyond 9 × 10^18.</exception>
    public static OrderLog Of(
        IReadOnlyList<string> customerIds, IReadOnlyList<int> customerOf, IReadOnlyList<DateTime> times, IReadOnlyList<decimal> amounts)
    {
        var order = Enumerable.Range(0, customerIds.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(customerIds[a], customerIds[b]));
        var numbers = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            numbers[order[i]] = i;
        }

        var decimals = DecimalsFor(amounts);
        var unit = (decimal)Math.Pow(10, decimals);
        return new OrderLog(
            Array.ConvertAll(order, i => customerIds[i]),
            [.. customerOf.Select(customer => numbers[customer])],
            [.. times.Select(time => time.Ticks)],
            [.. amounts.Select(amount => (long)Math.Round(amount * unit, MidpointRounding.AwayFromZero))],
            decimals);
    }

    // As many places as the amounts have, while their sum still fits.
    private static byte DecimalsFor(IReadOnlyList<decimal> amounts)
    {
        const byte Most = 6;
        byte needed = 0;
        var sum = 0m;
        foreach (var amount in amounts)
        {
            needed = Math.Max(needed, amount.Scale);
            sum += Math.Abs(amount);
        }

        var decimals = Math.Min(needed, Most);
        while (decimals > 0 && sum * (decimal)Math.Pow(10, decimals) > long.MaxValue / 2)
        {
            decimals--;
        }

        return decimals;
    }
}
