namespace ClientBase.Domain.Segments.Rules.Fields;

/// <summary>What kind of value a field has, and so what can be asked of it.</summary>
public enum FieldType
{
    /// <summary>Text, possibly several.</summary>
    Text,

    /// <summary>One of a fixed list.</summary>
    Choice,

    /// <summary>Number or money.</summary>
    Number,

    /// <summary>A share of one, written in percent.</summary>
    Share,

    /// <summary>An instant.</summary>
    Instant,

    /// <summary>Day and month of birth.</summary>
    Birthday,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A shop's own field: text, number or date, as it is compared.</summary>
    Custom,
}

/// <summary>Fields that are computed when asked, since they depend on the instant.</summary>
public enum Derived
{
    /// <summary>Not computed: given with the subject.</summary>
    No,

    /// <summary>Number of orders.</summary>
    Count,

    /// <summary>Their sum, net of refunds.</summary>
    Total,

    /// <summary>The average order, rounded to cents.</summary>
    Average,

    /// <summary>The first order's time.</summary>
    First,

    /// <summary>The last order's time.</summary>
    Last,

    /// <summary>Share of the money returned.</summary>
    Returned,

    /// <summary>Money returned.</summary>
    Refunded,

    /// <summary>What they were reduced by.</summary>
    Discount,

    /// <summary>The highest price of one thing bought.</summary>
    Price,

    /// <summary>Full years since birth.</summary>
    Age,
}

/// <summary>A field rules can ask about.</summary>
/// <param name="Name">Its canonical name, such as <c>orders.count</c>.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Title">As it reads in an explanation.</param>
/// <param name="Russian">Its Russian names: the canonical one, which is a single word, then synonyms.</param>
public sealed record RuleField(string Name, FieldType Type, LocalText Title, IReadOnlyList<string> Russian)
{
    /// <summary>The index of its values in a subject; -1 for a custom field.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>Whether and how it is computed.</summary>
    public Derived Derived { get; init; }

    /// <summary>Whether it can be restricted to a window: <c>orders.count within 180 days</c>.</summary>
    public bool CanWindow => Derived is Derived.Count or Derived.Total or Derived.Average or Derived.Refunded
        or Derived.Discount or Derived.Price;

    /// <summary>Whether people are ranked by it: <c>in top 5 %</c>.</summary>
    public bool CanRank { get; init; }

    /// <summary>Further English names.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>All names, the canonical one first.</summary>
    internal IEnumerable<string> Spellings => [Name, .. Synonyms, .. Russian];

    /// <summary>The fixed list of a choice, in canonical spelling.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Fields are equal by name.</summary>
    public bool Equals(RuleField? other) => Name == other?.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);
}
