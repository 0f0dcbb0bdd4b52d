using ClientBase.Domain.Identity.Duplicates;

namespace ClientBase.Functions.Contacts.Merging;

/// <summary>Why two contacts were merged, for the timeline.</summary>
/// <param name="Because">The capture that named both, or in words.</param>
/// <param name="By">Who of the staff asked for it; null: nobody in particular, or nobody at all.</param>
public sealed record MergeCause(string Because, string? By = null)
{
    private const int Places = 4;

    /// <summary>The probability by which they were merged without asking; null otherwise.</summary>
    public double? Score { get; init; }

    /// <summary>In what they agree, such as <c>birthDate: equal</c>; values are not repeated.</summary>
    public IReadOnlyList<string>? Agreement { get; init; }

    /// <summary>The rule it was done against, with <c>force</c>.</summary>
    public string? Against { get; init; }

    /// <summary>Somebody knows that the two are one person.</summary>
    public static MergeCause ByHand(string? by) => new("by hand", by);

    /// <summary>The two are so alike that they are taken for one person.</summary>
    public static MergeCause Duplicate(PairExplanation why) => new("duplicate")
    {
        Score = Math.Round(why.Probability, Places),
        Agreement = [.. why.Fields.Where(one => one.A is not null || one.B is not null).Select(one => $"{one.Field}: {one.Agreement}")],
    };
}
