namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>What a piece of a rule's text is.</summary>
internal enum TokenKind
{
    Word, Text, Number, Date, Symbol, End,
}

/// <summary>A piece of a rule's text and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As compared: words folded, texts without quotes and escapes, symbols as they are.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its characters.</param>
internal sealed record Token(TokenKind Kind, string Text, int Start, int Length)
{
    public decimal Number { get; init; }

    public DateOnly Day { get; init; }

    public bool IsWhole => Kind == TokenKind.Number && decimal.IsInteger(Number);
}
