namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>The histories of a whole base, as columns: place i of each is customer i.</summary>
public sealed class PurchaseHistories
{
    private readonly IReadOnlyList<double>? _meanSpend;

    /// <summary>Takes histories that are already summed up. The lists are kept as they are, so nobody may change them afterwards.</summary>
    /// <param name="customers">One for each customer; null for customers who never bought.</param>
    /// <param name="unit">What their times are counted in.</param>
    /// <param name="meanSpend">Mean spend of a customer's repeat purchase days; null when sums are not known.</param>
    /// <param name="meanPurchase">Mean spend of all purchase days, first ones too; by default of the repeat purchases.</param>
    /// <exception cref="ArgumentException">A history is not possible, or a spend is no number.</exception>
    public PurchaseHistories(
        IReadOnlyList<PurchaseHistory?> customers, TimeUnit unit, IReadOnlyList<double>? meanSpend = null, double? meanPurchase = null)
    {
        if (customers.Any(customer => customer is { IsPossible: false }))
        {
            throw new ArgumentException("Recency must lie between 0 and age, and be 0 without a repeat purchase.", nameof(customers));
        }

        if (meanSpend is not null && (meanSpend.Count != customers.Count || !meanSpend.All(double.IsFinite)))
        {
            throw new ArgumentException("One finite mean spend a customer is needed.", nameof(meanSpend));
        }

        (Customers, Unit, _meanSpend) = (customers, unit, meanSpend);
        MeanPurchase = meanPurchase ?? MeanRepeat();
    }

    /// <summary>One for each customer; null for customers who never bought.</summary>
    public IReadOnlyList<PurchaseHistory?> Customers { get; }

    /// <summary>What times are counted in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>Whether the purchases came with sums.</summary>
    public bool HasSpend => _meanSpend is not null;

    /// <summary>Mean spend of all purchase days, first ones too; 0 when sums are not known.</summary>
    public double MeanPurchase { get; }

    /// <summary>Customers with a purchase.</summary>
    public int Buyers => Customers.Count(customer => customer is not null);

    /// <summary>Customers with a second one.</summary>
    public int RepeatBuyers => Customers.Count(customer => customer is { Repeats: > 0 });

    /// <summary>Mean spend of a customer's repeat purchase days; 0 without any, or when sums are not known.</summary>
    public double MeanSpend(int customer) => _meanSpend?[customer] ?? 0d;

    private double MeanRepeat()
    {
        var (sum, count) = (0d, 0L);
        for (var i = 0; i < Customers.Count; i++)
        {
            if (Customers[i] is { Repeats: > 0 and var repeats })
            {
                sum += MeanSpend(i) * repeats;
                count += repeats;
            }
        }

        return count == 0 ? 0d : sum / count;
    }
}
