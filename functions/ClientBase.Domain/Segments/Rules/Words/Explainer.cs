using System.Globalization;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules.Words;

/// <summary>
/// Writes a rule in words: "people with 3 or more orders, whose city is Москва or Казань, and who are not in segment vip".
/// </summary>
internal static class Explainer
{
    /// <summary>The sentence, without a full stop.</summary>
    public static LocalText Explain(RuleNode node) => node is Everyone
        ? new LocalText("everyone", "все")
        : Clause(node) is var clause ? new LocalText("people " + clause.En, "люди, " + clause.Ru) : clause;

    private static LocalText Clause(RuleNode node) => node switch
    {
        Group group => Group(group),
        Negation { Term: Negation inner } => Clause(inner.Term),
        Negation { Term: InSegment segment } => new LocalText(
            $"who are not in segment {segment.Id}",
            $"которые не входят в сегмент {segment.Id}"),
        Negation { Term: Happened happened } => Happened(happened, "who have not ", "неверно, что они "),
        Negation { Term: Condition { Test: IsYes } flag } => new LocalText(
            $"who have not: {flag.Field.Title.En}",
            $"о которых неверно, что они {flag.Field.Title.Ru}"),
        Negation not => Clause(not.Term) is var inner ? new LocalText($"except those {inner.En}", $"кроме тех, {inner.Ru}") : inner,
        InSegment segment => new LocalText($"who are in segment {segment.Id}", $"которые входят в сегмент {segment.Id}"),
        Happened happened => Happened(happened, "who ", ""),
        Condition { Test: IsYes } flag => new LocalText($"who {flag.Field.Title.En}", $"которые {flag.Field.Title.Ru}"),
        Condition { Field.Derived: Derived.Count, Test: Compare compare } condition => Orders(condition, compare),
        Condition condition => About(condition),
        _ => new LocalText("whoever they are", "кто бы они ни были"),
    };

    private static LocalText Group(Group group)
    {
        var parts = group.Terms.Select(term => (Text: Clause(term), Nested: term is Group)).ToList();
        return new LocalText(
            Join([.. parts.Select(part => part.Nested ? $"({part.Text.En})" : part.Text.En)], group.All ? "and" : "or"),
            Join([.. parts.Select(part => part.Nested ? $"({part.Text.Ru})" : part.Text.Ru)], group.All ? "и" : "или"));
    }

    private static string Join(string[] parts, string last) =>
        string.Join(", ", parts[..^1]) + (parts.Length > 2 ? ", " : " ") + last + " " + parts[^1];

    private static LocalText Orders(Condition condition, Compare compare)
    {
        var number = ((NumberValue)compare.Value).Number;
        var (en, ru) = Window(condition.Window);
        var noun = number == 1m ? "order" : "orders";
        var text = Printer.Number(number);
        var nominative = decimal.IsInteger(number) ? Plural.Russian((long)number, "заказ", "заказа", "заказов") : "заказа";
        var genitive = decimal.IsInteger(number) ? Plural.Russian((long)number, "заказа", "заказов", "заказов") : "заказа";
        var (english, russian) = compare.Op switch
        {
            Comparison.Equal when number == 0m => ("without orders", "у которых нет заказов"),
            Comparison.Equal => ($"with exactly {text} {noun}", $"у которых ровно {text} {nominative}"),
            Comparison.NotEqual => ($"with any number of orders but {text}", $"у которых не {text} {nominative}"),
            Comparison.Less => ($"with fewer than {text} {noun}", $"у которых меньше {text} {genitive}"),
            Comparison.LessOrEqual => ($"with {text} or fewer orders", $"у которых не больше {text} {genitive}"),
            Comparison.Greater => ($"with more than {text} {noun}", $"у которых больше {text} {genitive}"),
            _ => ($"with {text} or more orders", $"у которых {text} {nominative} или больше"),
        };
        return new LocalText(english + en, russian + ru);
    }

    private static LocalText Happened(Happened happened, string who, string not)
    {
        var (en, ru) = Window(happened.Window);
        var verb = happened.Verb;
        (string En, string Ru) what = happened.What switch
        {
            { } named => ($" \"{named.Text}\"", $" «{named.Text}»"),
            null when verb.HasObject => (" (any)", " (что угодно)"),
            null => ("", ""),
        };
        var count = Count(happened.Times);
        (string En, string Ru) times = happened.Times > 1
            ? ($" at least {count} times", $" не менее {count} {Plural.Russian(happened.Times, "раза", "раз", "раз")}")
            : ("", "");
        return new LocalText(
            $"{who}{verb.Past.En}{what.En}{times.En}{en}",
            $"{(not.Length == 0 ? "которые " : "о которых " + not)}{verb.Past.Ru}{what.Ru}{times.Ru}{ru}");
    }

    private static LocalText About(Condition condition)
    {
        var (en, ru) = Window(condition.Window);
        var (isEn, isRu) = Test(condition.Test);
        return new LocalText($"whose {condition.Field.Title.En}{en} {isEn}", $"у которых {condition.Field.Title.Ru}{ru} {isRu}");
    }

    private static (string En, string Ru) Test(RuleTest test) => test switch
    {
        Compare compare => Compared(compare.Op, Value(compare.Value)),
        OneOf oneOf => Any([.. oneOf.Values.Select(Value)]),
        Between between => (
            $"is from {Value(between.Low)} to {Value(between.High)}",
            $"— от {Value(between.Low)} до {Value(between.High)}"),
        HasText { Part: TextPart.Start } has => ($"starts with \"{has.Value.Text}\"", $"начинается с «{has.Value.Text}»"),
        HasText { Part: TextPart.End } has => ($"ends with \"{has.Value.Text}\"", $"заканчивается на «{has.Value.Text}»"),
        HasText has => ($"contains \"{has.Value.Text}\"", $"содержит «{has.Value.Text}»"),
        IsKnown { Known: true } => ("is known", "есть в карточке"),
        IsKnown => ("is not known", "не указано"),
        Ago { Kind: AgoKind.OlderThan } ago => (
            $"was more than {Plural.English(ago.Span)} ago",
            $"был больше {Plural.Genitive(ago.Span)} назад"),
        Ago { Kind: AgoKind.AtLeast } ago => (
            $"was at least {Plural.English(ago.Span)} ago",
            $"был не меньше {Plural.Genitive(ago.Span)} назад"),
        Ago ago => (
            $"was at most {Plural.English(ago.Span)} ago",
            $"был не больше {Plural.Genitive(ago.Span)} назад"),
        Dated dated => Dated(dated),
        InTop top => (
            $"is among the highest {Printer.Percent(top.Share)} of the base",
            $"среди наибольших {Printer.Percent(top.Share)} базы"),
        Upcoming { Days: 0 } => ("is today", "сегодня"),
        Upcoming upcoming => (
            $"is within the next {Plural.English(new RuleSpan(upcoming.Days, RuleUnit.Days))}",
            $"в ближайшие {Plural.Russian(new RuleSpan(upcoming.Days, RuleUnit.Days))}"),
        _ => ("", ""),
    };

    private static (string En, string Ru) Compared(Comparison op, string value) => op switch
    {
        Comparison.Equal => ($"is {value}", $"— {value}"),
        Comparison.NotEqual => ($"is not {value} or not known", $"— не {value} или не указано"),
        Comparison.Less => ($"is less than {value}", $"меньше {value}"),
        Comparison.LessOrEqual => ($"is at most {value}", $"не больше {value}"),
        Comparison.Greater => ($"is more than {value}", $"больше {value}"),
        _ => ($"is at least {value}", $"не меньше {value}"),
    };

    private static (string En, string Ru) Any(string[] values) => values.Length == 1
        ? ($"is {values[0]}", $"— {values[0]}")
        : ($"is {string.Join(", ", values[..^1])} or {values[^1]}", $"— {string.Join(", ", values[..^1])} или {values[^1]}");

    private static (string En, string Ru) Dated(Dated dated)
    {
        var (en, ru) = (Printer.Day(dated.Day), dated.Day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        return dated.Side switch
        {
            DateSide.Before => ($"was before {en}", $"был до {ru}"),
            DateSide.After => ($"was after {en}", $"был после {ru}"),
            DateSide.On => ($"was on {en}", $"был {ru}"),
            _ => ($"was on {en} or later", $"был {ru} или позже"),
        };
    }

    private static string Value(RuleValue value) => value switch
    {
        TextValue text => text.Text,
        ChoiceValue choice => choice.Name,
        NumberValue number => Printer.Number(number.Number),
        ShareValue share => Printer.Percent(share.Share),
        DateValue date => Printer.Day(date.Day),
        _ => "",
    };

    private static (string En, string Ru) Window(RuleSpan? window) =>
        window is { } span ? ($" in the last {Plural.English(span)}", $" за последние {Plural.Russian(span)}") : ("", "");

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
