namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>A value as written in a rule.</summary>
public abstract record RuleValue;

/// <summary>A text. Comparisons ignore letter case, outer space and the difference of ё and е.</summary>
public sealed record TextValue(string Text) : RuleValue
{
    /// <summary>The text as it is compared.</summary>
    public string Folded { get; } = Fold(Text);

    /// <summary>A text as it is compared: trimmed, lower case, ё as е.</summary>
    public static string Fold(string text) => text.Trim().ToLowerInvariant().Replace('ё', 'е');
}

/// <summary>A word of a fixed list, such as <c>A</c> of ABC, in the list's spelling.</summary>
public sealed record ChoiceValue(string Name) : RuleValue
{
    /// <summary>The word as it is compared.</summary>
    public string Folded { get; } = TextValue.Fold(Name);
}

/// <summary>A number or a sum of money.</summary>
public sealed record NumberValue(decimal Number) : RuleValue;

/// <summary>A share, of one: <c>20 %</c> is 0.2.</summary>
public sealed record ShareValue(decimal Share) : RuleValue;

/// <summary>A day, UTC.</summary>
public sealed record DateValue(DateOnly Day) : RuleValue;
