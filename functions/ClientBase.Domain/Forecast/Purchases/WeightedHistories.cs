namespace ClientBase.Domain.Forecast.Purchases;

/// <summary>The different histories of a base with how many customers have each: all that the likelihood depends on.</summary>
internal sealed class WeightedHistories
{
    private WeightedHistories((PurchaseHistory History, double Customers)[] groups) => Groups = groups;

    /// <summary>Sorted by repeats, age, recency.</summary>
    public (PurchaseHistory History, double Customers)[] Groups { get; }

    /// <summary>Groups the buyers of a base.</summary>
    public static WeightedHistories Of(PurchaseHistories histories)
    {
        var (sorted, buyers) = (new PurchaseHistory[histories.Buyers], 0);
        foreach (var customer in histories.Customers)
        {
            if (customer is { } history)
            {
                sorted[buyers++] = history;
            }
        }

        Array.Sort(sorted, (a, b) =>
            a.Repeats != b.Repeats ? a.Repeats.CompareTo(b.Repeats)
            : a.Age != b.Age ? a.Age.CompareTo(b.Age)
            : a.Recency.CompareTo(b.Recency));
        var (groups, written) = (new (PurchaseHistory, double)[Different(sorted)], 0);
        for (var i = 0; i < sorted.Length;)
        {
            var first = i;
            while (i < sorted.Length && sorted[i] == sorted[first])
            {
                i++;
            }

            groups[written++] = (sorted[first], i - first);
        }

        return new WeightedHistories(groups);
    }

    private static int Different(PurchaseHistory[] sorted)
    {
        var count = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            count += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        return count;
    }

    /// <summary>The greatest age; 1 when no time has passed. Times in this unit make a fit independent of the unit.</summary>
    public double Scale => Groups.Max(group => group.History.Age) is > 0d and var age ? age : 1d;

    /// <summary>Customers with a repeat purchase.</summary>
    public double RepeatBuyers => Groups.Sum(group => group.History.Repeats > 0 ? group.Customers : 0d);

    /// <summary>Repeat purchases per unit of observed time.</summary>
    public double Rate => Groups.Sum(group => group.Customers * group.History.Repeats)
        / Math.Max(Groups.Sum(group => group.Customers * group.History.Age), double.Epsilon);

    /// <summary>The same with times divided by a number.</summary>
    public WeightedHistories In(double unit) =>
        new(Array.ConvertAll(Groups, group => (InUnit(group.History, unit), group.Customers)));

    /// <summary>Every n-th group, so that at most so many are left.</summary>
    public WeightedHistories Sample(int most)
    {
        var stride = (Groups.Length + most - 1) / most;
        return stride <= 1 ? this : new(Groups.Where((_, i) => i % stride == 0).ToArray());
    }

    private static PurchaseHistory InUnit(PurchaseHistory history, double unit) =>
        history with { Recency = history.Recency / unit, Age = history.Age / unit };
}
