namespace ClientBase.Domain.Segments.Rules.Evaluation;

/// <summary>A contact prepared for rules: built once by <see cref="RuleSubjectBuilder"/>, evaluated often without allocation.</summary>
public sealed class RuleSubject
{
    internal RuleSubject()
    {
    }

    // By field slot; null for a value that is not known.
    internal string[]?[] Texts { get; init; } = [];

    internal decimal?[] Numbers { get; init; } = [];

    internal long?[] Instants { get; init; } = [];

    internal bool[] Flags { get; init; } = [];

    internal Rank?[] Ranks { get; init; } = [];

    internal Dictionary<string, CustomValue> Custom { get; init; } = [];

    internal DateOnly? Birthday { get; init; }

    // Oldest first.
    internal OrderFact[] Orders { get; init; } = [];

    internal EventFact[] Events { get; init; } = [];

    internal AmountFact[] Discounts { get; init; } = [];

    // When, by time alone, points become others.
    internal long? PointsChangeAt { get; init; }

    internal HashSet<string> Segments { get; init; } = [];
}

/// <summary>A place in an order of the base, from 1, the highest first.</summary>
internal readonly record struct Rank(int Position, int Count);

/// <summary>A shop's own field as text and, where it reads as one, as number or day.</summary>
internal readonly record struct CustomValue(string Folded, decimal? Number, long? Day);

/// <summary>An order at UTC ticks; sums are of the currency the contact's total is in, null for orders of another.</summary>
internal readonly record struct OrderFact(long At, decimal? Gross, decimal Refunded, decimal Net);

/// <summary>
/// Something done at UTC ticks. What it was done to may have a second name; of something bought the price of one is known.
/// </summary>
internal readonly record struct EventFact(string Verb, string Object, long At, string? Also = null, decimal? Price = null)
{
    public bool IsTo(string what) => Object == what || Also == what;
}

/// <summary>A sum of money at UTC ticks.</summary>
internal readonly record struct AmountFact(long At, decimal Amount);
