namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>What must hold of a field's value. For a value that is not known none holds, except "is unknown" and "!=".</summary>
public abstract record RuleTest;

/// <summary>A comparison. <c>!=</c> is the opposite of <c>=</c>, so it also holds when the value is not known.</summary>
public sealed record Compare(Comparison Op, RuleValue Value) : RuleTest;

/// <summary>One of a list: <c>in (a, b)</c>.</summary>
public sealed record OneOf(ValueList<RuleValue> Values) : RuleTest;

/// <summary>A range with both ends: <c>in 1..2</c>.</summary>
public sealed record Between(RuleValue Low, RuleValue High) : RuleTest;

/// <summary>Part of a text: <c>contains "tea"</c>.</summary>
public sealed record HasText(TextPart Part, TextValue Value) : RuleTest;

/// <summary>Whether a value is known at all.</summary>
public sealed record IsKnown(bool Known) : RuleTest;

/// <summary>A yes/no field that stands alone.</summary>
public sealed record IsYes : RuleTest;

/// <summary>How long ago an instant was.</summary>
public sealed record Ago(AgoKind Kind, RuleSpan Span) : RuleTest;

/// <summary>Where an instant lies relative to a day (UTC).</summary>
public sealed record Dated(DateSide Side, DateOnly Day) : RuleTest;

/// <summary>Among the highest of the base: <c>in top 5 %</c>.</summary>
/// <param name="Share">Of one; the number of people is rounded up.</param>
public sealed record InTop(decimal Share) : RuleTest;

/// <summary>A birthday from today to so many days ahead (UTC dates), 0 is today; of an instant, from now to so many days ahead.</summary>
public sealed record Upcoming(int Days) : RuleTest;

/// <summary>Comparisons of values.</summary>
public enum Comparison
{
    /// <summary>=</summary>
    Equal,

    /// <summary>!=</summary>
    NotEqual,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&lt;=</summary>
    LessOrEqual,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&gt;=</summary>
    GreaterOrEqual,
}

/// <summary>Which part of a text is asked for.</summary>
public enum TextPart
{
    /// <summary>Anywhere.</summary>
    Anywhere,

    /// <summary>At the start.</summary>
    Start,

    /// <summary>At the end.</summary>
    End,
}

/// <summary>Kinds of conditions on how long ago something was.</summary>
public enum AgoKind
{
    /// <summary>Longer ago.</summary>
    OlderThan,

    /// <summary>That long ago or longer.</summary>
    AtLeast,

    /// <summary>That long ago or less, and not in the future.</summary>
    Within,
}

/// <summary>Where an instant lies relative to a day, which lasts from 00:00 UTC to 24:00.</summary>
public enum DateSide
{
    /// <summary>Before it begins.</summary>
    Before,

    /// <summary>After it ends.</summary>
    After,

    /// <summary>On it.</summary>
    On,

    /// <summary>On it or after.</summary>
    Since,
}
