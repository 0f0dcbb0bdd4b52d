namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>Orders of some people, counted one person at a time.</summary>
/// <param name="People">How many people.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Squares">The sum of the squares of each one's orders.</param>
public readonly record struct OrderTally(int People, long Orders, long Squares)
{
    /// <summary>Orders a person.</summary>
    public double Mean => People == 0 ? 0 : (double)Orders / People;

    /// <summary>The variance of a single person's orders.</summary>
    public double Variance => People < 2 ? 0 : Math.Max(0, (Squares - (People * Mean * Mean)) / (People - 1));

    /// <summary>With one person more.</summary>
    public OrderTally With(int orders) => new(People + 1, Orders + orders, Squares + ((long)orders * orders));

    /// <summary>Both together.</summary>
    public OrderTally Add(OrderTally other) => new(People + other.People, Orders + other.Orders, Squares + other.Squares);
}

/// <summary>What a campaign changed, by those who were left without it.</summary>
/// <param name="Size">People held out.</param>
/// <param name="OrdersPerContact">Their orders a person; null when nobody was held out.</param>
/// <param name="SentOrdersPerContact">Orders a person of those it was sent to; null when nobody got it.</param>
/// <param name="Lift">By how much more these ordered, 0.1 for a tenth; null where the others ordered nothing.</param>
/// <param name="LiftLow">The lower end of what the lift may be, 95 times of 100.</param>
/// <param name="LiftHigh">The upper end.</param>
/// <param name="PValue">How often chance alone makes a difference as large; null while it cannot be told.</param>
/// <param name="IsDecidable">Whether there are orders enough to tell anything.</param>
/// <param name="Needs">People a side it takes to find a difference as now 8 times of 10; null when none is to be seen.</param>
public sealed record HoldoutResult(
    int Size,
    double? OrdersPerContact,
    double? SentOrdersPerContact,
    double? Lift,
    double? LiftLow,
    double? LiftHigh,
    double? PValue,
    bool IsDecidable,
    int? Needs)
{
    private const double Z = 1.959963984540054;

    // Below this the normal approximation of a sum of few, rare orders is not good enough.
    private const int LeastOrders = 20;

    /// <summary>Compares means by Welch's test, whose ends are those of the ratio's logarithm.</summary>
    /// <remarks>People differ in how often they order, so the spread is taken from them and not from a model of chance.</remarks>
    public static HoldoutResult Of(OrderTally held, OrderTally sent)
    {
        var (mean, sentMean) = (held.Mean, sent.Mean);
        var isDecidable = held.Orders >= LeastOrders && sent.Orders >= LeastOrders;
        var error = held.People == 0 || sent.People == 0
            ? 0
            : Math.Sqrt((held.Variance / held.People) + (sent.Variance / sent.People));
        double? lift = held.Orders == 0 ? null : (sentMean / mean) - 1;
        double? half = isDecidable
            ? Z * Math.Sqrt((held.Variance / held.People / (mean * mean)) + (sent.Variance / sent.People / (sentMean * sentMean)))
            : null;
        return new HoldoutResult(
            held.People,
            held.People == 0 ? null : mean,
            sent.People == 0 ? null : sentMean,
            lift,
            half is { } low ? ((lift + 1) * Math.Exp(-low)) - 1 : null,
            half is { } high ? ((lift + 1) * Math.Exp(high)) - 1 : null,
            isDecidable && error > 0 ? Chance.NormalTails((sentMean - mean) / error) : null,
            isDecidable,
            SampleSize.Of(sentMean - mean, held.Variance + sent.Variance));
    }
}
