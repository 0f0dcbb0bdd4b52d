using System.Globalization;
using System.Text;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Writes a rule in its one canonical spelling, in either language.</summary>
internal sealed class Printer(bool russian)
{
    private static readonly string[] Operators = ["=", "!=", "<", "<=", ">", ">="];

    private readonly StringBuilder _text = new();

    /// <summary>The canonical text of a rule.</summary>
    public static string Print(RuleNode node, bool russian)
    {
        var printer = new Printer(russian);
        printer.Write(node);
        return printer._text.ToString();
    }

    private void Write(RuleNode node)
    {
        switch (node)
        {
            case Group group:
                for (var i = 0; i < group.Terms.Count; i++)
                {
                    _text.Append(i == 0 ? "" : " " + Word(group.All ? Keyword.And : Keyword.Or) + " ");
                    WriteInner(group.Terms[i], parentheses: group.All && group.Terms[i] is Group);
                }

                break;
            case Negation { Term: Condition { Test: OneOf or Between or InTop } condition }:
                Write(condition, Word(Keyword.Not) + " ");
                break;
            case Negation not:
                _text.Append(Word(Keyword.Not)).Append(' ');
                WriteInner(not.Term, parentheses: not.Term is Group);
                break;
            case InSegment segment:
                _text.Append(Word(Keyword.InSegment)).Append(' ').Append(IsPlain(segment.Id) ? segment.Id : Quote(segment.Id));
                break;
            case Condition condition:
                Write(condition, "");
                break;
            case Happened happened:
                Write(happened);
                break;
            default:
                _text.Append(Word(Keyword.Everyone));
                break;
        }
    }

    private void WriteInner(RuleNode node, bool parentheses)
    {
        _text.Append(parentheses ? "(" : "");
        Write(node);
        _text.Append(parentheses ? ")" : "");
    }

    private void Write(Condition condition, string not)
    {
        _text.Append(russian ? condition.Field.Russian[0] : condition.Field.Name);
        if (condition.Window is { } window)
        {
            _text.Append(' ').Append(Word(Keyword.Within)).Append(' ').Append(Span(window));
        }

        var test = condition is { Test: Upcoming { Days: var days }, Field.Type: FieldType.Instant } ? Ahead(days) : Test(condition.Test);
        _text.Append(test.Length == 0 ? "" : " ").Append(not).Append(test);
    }

    private void Write(Happened happened)
    {
        _text.Append(russian ? happened.Verb.Russian[0] : happened.Verb.Name);
        if (happened.Verb.HasObject)
        {
            _text.Append(' ').Append(happened.What is { } what ? Quote(what.Text) : Word(Keyword.Any));
        }

        if (happened.Times > 1)
        {
            _text.Append(CultureInfo.InvariantCulture, $" {Word(Keyword.AtLeast)} {happened.Times} {Word(Keyword.Times)}");
        }

        if (happened.Window is { } window)
        {
            _text.Append(' ').Append(Word(Keyword.Within)).Append(' ').Append(Span(window));
        }
    }

    private string Test(RuleTest test) => test switch
    {
        Compare compare => $"{Operators[(int)compare.Op]} {Value(compare.Value)}",
        OneOf oneOf => $"{Word(Keyword.In)} ({string.Join(", ", oneOf.Values.Select(Value))})",
        Between between => $"{Word(Keyword.In)} {Value(between.Low)}..{Value(between.High)}",
        HasText has => $"{Word(Keyword.Contains + (int)has.Part)} {Quote(has.Value.Text)}",
        IsKnown known => Word(known.Known ? Keyword.Known : Keyword.Unknown),
        Ago { Kind: AgoKind.OlderThan } ago => $"{Word(Keyword.OlderThan)} {Span(ago.Span)}",
        Ago { Kind: AgoKind.AtLeast } ago => $"{Word(Keyword.AtLeast)} {Span(ago.Span)} {Word(Keyword.Ago)}",
        Ago ago => $"{Word(Keyword.Within)} {Span(ago.Span)}",
        Dated dated => $"{Word(Keyword.Before + (int)dated.Side)} {Day(dated.Day)}",
        InTop top => $"{Word(Keyword.In)} {Word(Keyword.Top)} {Percent(top.Share)}",
        Upcoming { Days: 0 } => Word(Keyword.Today),
        Upcoming upcoming => $"{Word(Keyword.Upcoming)} {Span(new RuleSpan(upcoming.Days, RuleUnit.Days))}",
        _ => "",
    };

    // Of a time "within" means the past.
    private string Ahead(int days) =>
        $"{Vocabulary.Spellings(Keyword.Upcoming, russian)[1]} {Span(new RuleSpan(days, RuleUnit.Days))}";

    private static string Value(RuleValue value) => value switch
    {
        TextValue text => Quote(text.Text),
        ChoiceValue choice => choice.Name,
        NumberValue number => Number(number.Number),
        ShareValue share => Percent(share.Share),
        DateValue date => Day(date.Day),
        _ => throw new InvalidOperationException($"No way to write {value.GetType().Name}."),
    };

    private string Word(Keyword keyword) => Vocabulary.Text(keyword, russian);

    private string Span(RuleSpan span)
    {
        var word = Word(Vocabulary.Of(span.Unit));
        if (russian)
        {
            return span.Count == 1 ? Plural.Genitive(span) : string.Create(CultureInfo.InvariantCulture, $"{span.Count} {word}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{span.Count} {(span.Count == 1 ? word[..^1] : word)}");
    }

    /// <summary>A number in its shortest spelling.</summary>
    internal static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    internal static string Percent(decimal share) => Number(share * 100m) + " %";

    /// <summary>A day, ISO 8601.</summary>
    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Quote(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
        return "\"" + escaped + "\"";
    }

    // Whether the lexer reads it back as one word of the same spelling.
    private static bool IsPlain(string id) =>
        char.IsLetter(id[0]) && !id.EndsWith('.') && !id.Contains("..", StringComparison.Ordinal) && id == TextValue.Fold(id)
        && id.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
}
