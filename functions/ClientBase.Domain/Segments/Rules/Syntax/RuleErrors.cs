using System.Globalization;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Writes the messages of errors, each with its place and, if something comes close, a suggestion.</summary>
internal static class RuleErrors
{
    private const int MaxShown = 40;

    /// <summary>An error at a place of the text.</summary>
    public static RuleSyntaxException At(int position, int length, string english, string russian, string? suggestion = null)
    {
        var column = (position + 1).ToString(CultureInfo.InvariantCulture);
        var (en, ru) = suggestion is null ? ("", "") : ($": did you mean {suggestion}?", $": может быть, {suggestion}?");
        return new RuleSyntaxException(new RuleError(
            new LocalText($"{english} at column {column}{en}", $"{russian}, столбец {column}{ru}"), position, length, suggestion));
    }

    /// <summary>An error at a token.</summary>
    public static RuleSyntaxException At(Token token, string english, string russian, string? suggestion = null) =>
        At(token.Start, token.Length, english, russian, suggestion);

    /// <summary>A token where something else is expected.</summary>
    public static RuleSyntaxException Expected(Token token, string english, string russian) => token.Kind == TokenKind.End
        ? At(token, $"the rule ends where {english} is wanted", $"правило кончается там, где нужно: {russian}")
        : At(token, $"{english} is wanted", $"здесь нужно: {russian}");

    /// <summary>A name no field or event has.</summary>
    public static RuleSyntaxException Unknown(Token token, string shown)
    {
        var name = shown.Length <= MaxShown ? shown : shown[..MaxShown] + "…";
        var names = RuleFields.Spellings.Concat(EventVerb.All.SelectMany(verb => verb.Spellings));
        return At(token, $"unknown field '{name}'", $"неизвестное поле «{name}»", Nearest.To(token.Text, names));
    }

    /// <summary>A value that is not in a field's list.</summary>
    public static RuleSyntaxException NoChoice(Token token, RuleField field) => At(
        token,
        $"{field.Name} is one of {string.Join(", ", field.Choices)}",
        $"{field.Russian[0]} — одно из: {string.Join(", ", field.Choices)}",
        Nearest.To(token.Text, field.Choices));
}
