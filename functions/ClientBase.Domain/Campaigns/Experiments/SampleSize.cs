namespace ClientBase.Domain.Campaigns.Experiments;

/// <summary>How many people it takes to find a difference: 8 times of 10, at 5 %, both ways.</summary>
internal static class SampleSize
{
    // (1.960 + 0.842) squared.
    private const double Strength = 7.8489;

    /// <summary>People a side, for two shares; null when there is no difference to find.</summary>
    public static int? OfShares(double one, double other) => Of(one - other, (one * (1 - one)) + (other * (1 - other)));

    /// <summary>People a side, for two means.</summary>
    /// <param name="difference">Of the means.</param>
    /// <param name="variances">The sum of both variances of a single person.</param>
    public static int? Of(double difference, double variances)
    {
        if (difference == 0)
        {
            return null;
        }

        var people = Math.Ceiling(Strength * variances / (difference * difference));
        return people < int.MaxValue ? Math.Max(2, (int)people) : null;
    }
}
