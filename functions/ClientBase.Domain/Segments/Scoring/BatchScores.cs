namespace ClientBase.Domain.Segments.Scoring;

/// <summary>The scores of a shard's customers, by their numbers.</summary>
/// <param name="log">What was scored.</param>
/// <param name="scores">One score for each customer.</param>
public sealed class BatchScores(OrderLog log, CustomerScore[] scores)
{
    /// <summary>The customers, in ordinal order.</summary>
    public IReadOnlyList<string> CustomerIds => log.CustomerIds;

    /// <summary>The score of a customer.</summary>
    public ref readonly CustomerScore this[int customer] => ref scores[customer];

    /// <summary>Sum of all a customer's amounts.</summary>
    public decimal TotalOf(int customer) => log.ToMoney(scores[customer].Total);
}
