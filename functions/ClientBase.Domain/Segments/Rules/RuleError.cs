namespace ClientBase.Domain.Segments.Rules;

/// <summary>What is wrong with a rule, where, and what may have been meant.</summary>
/// <param name="Message">What is wrong, for people, with the column.</param>
/// <param name="Position">Index of the first character concerned, from 0.</param>
/// <param name="Length">How many characters are concerned; 0 at the end of the text.</param>
/// <param name="Suggestion">What to write instead, if anything comes close.</param>
public sealed record RuleError(LocalText Message, int Position, int Length, string? Suggestion)
{
    private const int Margin = 40;

    /// <summary>The piece of the rule around the error with a caret line below it.</summary>
    /// <param name="text">The rule that was parsed.</param>
    public string Show(string text)
    {
        var from = Math.Max(0, Position - Margin);
        var to = Math.Min(text.Length, Position + Math.Max(1, Length) + Margin);
        var line = new string([.. text[from..to].Select(c => char.IsControl(c) ? ' ' : c)]);
        var carets = Math.Clamp(Length, 1, Math.Max(1, to - Position));
        return line + "\n" + new string(' ', Position - from) + new string('^', carets);
    }
}

/// <summary>A rule, or why the text is not one.</summary>
/// <param name="Rule">The rule; null when the text is not one.</param>
/// <param name="Error">What is wrong; null when nothing is.</param>
public sealed record RuleResult(Rule? Rule, RuleError? Error);

/// <summary>Leaves the parser at the first error.</summary>
internal sealed class RuleSyntaxException(RuleError error) : Exception(error.Message.En)
{
    public RuleError Error { get; } = error;
}
