using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Reads what must hold of a field, and refuses what its type does not allow.</summary>
internal sealed class TestParser(TokenReader tokens, ValueParser values)
{
    private const int MaxItems = 500;
    private const int MaxDaysAhead = 365;

    private static readonly (Keyword Word, Comparison Op)[] Words =
    [
        (Keyword.NotEqual, Comparison.NotEqual), (Keyword.Equal, Comparison.Equal), (Keyword.Less, Comparison.Less),
        (Keyword.AtMost, Comparison.LessOrEqual), (Keyword.Greater, Comparison.Greater), (Keyword.AtLeast, Comparison.GreaterOrEqual),
    ];

    private static readonly (string Symbol, Comparison Op)[] Symbols =
    [
        ("=", Comparison.Equal), ("==", Comparison.Equal), ("!=", Comparison.NotEqual), ("<>", Comparison.NotEqual),
        ("<", Comparison.Less), ("<=", Comparison.LessOrEqual), (">", Comparison.Greater), (">=", Comparison.GreaterOrEqual),
    ];

    private static readonly (Keyword Word, DateSide Side)[] Sides =
        [(Keyword.Before, DateSide.Before), (Keyword.After, DateSide.After), (Keyword.On, DateSide.On), (Keyword.Since, DateSide.Since)];

    /// <summary>What follows <c>in</c>: a list, a range or the top.</summary>
    public RuleTest In(RuleField field)
    {
        var start = tokens.Current;
        if (tokens.Accept(Keyword.Top))
        {
            return field.CanRank ? new InTop(TopShare(field)) : throw Unranked(start, field);
        }

        if (field.Type == FieldType.Birthday)
        {
            throw Impossible(start, field);
        }

        return tokens.Accept("(") ? List(field) : Range(field);
    }

    /// <summary>Everything else.</summary>
    public RuleTest Other(RuleField field)
    {
        var start = tokens.Current;
        if (tokens.Accept(Keyword.Unknown))
        {
            return new IsKnown(false);
        }

        if (tokens.Accept(Keyword.Known))
        {
            return new IsKnown(true);
        }

        return (field.Type switch
        {
            FieldType.Birthday => Birthday(),
            FieldType.Instant => Instant(field, start),
            FieldType.Text => Part() ?? Compared(field, start),
            FieldType.Custom => Part() ?? Instant(field, start),
            _ => Compared(field, start),
        }) ?? throw (start.Kind == TokenKind.End ? RuleErrors.Expected(start, "a comparison", "сравнение") : Impossible(start, field));
    }

    private OneOf List(RuleField field)
    {
        var items = new List<RuleValue>();
        do
        {
            var token = tokens.Current;
            if (items.Count >= MaxItems)
            {
                throw RuleErrors.At(token, $"a list has at most {MaxItems} items", $"в списке не больше {MaxItems} значений");
            }

            items.Add(values.Value(field));
            if (items[^1].GetType() != items[0].GetType())
            {
                throw RuleErrors.At(token, "all items of a list are of one kind", "все значения списка должны быть одного вида");
            }
        }
        while (tokens.Accept(","));
        tokens.Expect(")");
        return new OneOf(new ValueList<RuleValue>(items));
    }

    private Between Range(RuleField field)
    {
        var start = tokens.Current;
        if (field.Type is FieldType.Text or FieldType.Choice || start.Kind is not (TokenKind.Number or TokenKind.Date))
        {
            throw RuleErrors.Expected(start, "a list in parentheses", "список в скобках");
        }

        var low = values.Value(field);
        tokens.Expect("..");
        var high = values.Value(field);
        return (low, high) switch
        {
            (NumberValue a, NumberValue b) when a.Number <= b.Number => new Between(low, high),
            (ShareValue a, ShareValue b) when a.Share <= b.Share => new Between(low, high),
            (DateValue a, DateValue b) when a.Day <= b.Day => new Between(low, high),
            _ => throw RuleErrors.At(start, "a range goes from the lower to the higher value", "диапазон пишут от меньшего к большему"),
        };
    }

    private decimal TopShare(RuleField field)
    {
        var token = tokens.Current;
        return values.Share(field) is var share && share is > 0m and <= 1m
            ? share
            : throw RuleErrors.At(token, "a top share is over 0 and at most 100 %", "доля лучших больше 0 и не больше 100 %");
    }

    private HasText? Part() =>
        tokens.Accept(Keyword.Contains) ? new HasText(TextPart.Anywhere, values.Text())
        : tokens.Accept(Keyword.StartsWith) ? new HasText(TextPart.Start, values.Text())
        : tokens.Accept(Keyword.EndsWith) ? new HasText(TextPart.End, values.Text())
        : null;

    private Upcoming? Birthday()
    {
        if (tokens.Accept(Keyword.Today))
        {
            return new Upcoming(0);
        }

        return tokens.Accept(Keyword.Upcoming) ? Ahead() : null;
    }

    private Upcoming Ahead()
    {
        var start = tokens.Current;
        var span = values.Span();
        var days = (span.Unit is RuleUnit.Weeks ? 7 : 1) * span.Count;
        return span.Unit is RuleUnit.Days or RuleUnit.Weeks && days <= MaxDaysAhead
            ? new Upcoming(days)
            : throw RuleErrors.At(
                start,
                $"what is ahead is asked for within at most {MaxDaysAhead} days",
                $"вперёд смотрят не дальше чем на {MaxDaysAhead} дней");
    }

    private RuleTest? Instant(RuleField field, Token start)
    {
        if (tokens.Accept(Keyword.OlderThan))
        {
            return new Ago(AgoKind.OlderThan, values.Span());
        }

        if (tokens.Accept(Keyword.Within))
        {
            return new Ago(AgoKind.Within, values.Span());
        }

        if (field.Type == FieldType.Instant && tokens.Accept(Keyword.Upcoming))
        {
            return Ahead(); // "in the next", since "within" means the past.
        }

        foreach (var (word, side) in Sides)
        {
            if (tokens.Accept(word))
            {
                return new Dated(side, values.Day(field));
            }
        }

        return field.Type == FieldType.Instant && tokens.Accept(Keyword.AtLeast) ? AtLeastAgo() : Compared(field, start);
    }

    private Ago AtLeastAgo()
    {
        var span = values.Span();
        return tokens.Accept(Keyword.Ago) ? new Ago(AgoKind.AtLeast, span) : throw RuleErrors.Expected(tokens.Current, "ago", "назад");
    }

    private RuleTest? Compared(RuleField field, Token start)
    {
        if (Op() is not { } op)
        {
            return null;
        }

        var isOrder = op is not (Comparison.Equal or Comparison.NotEqual);
        if (isOrder && field.Type is FieldType.Text or FieldType.Choice)
        {
            throw Impossible(start, field);
        }

        var value = values.Value(field);
        return value switch
        {
            DateValue date => op switch
            {
                Comparison.Equal => new Dated(DateSide.On, date.Day),
                Comparison.Less => new Dated(DateSide.Before, date.Day),
                Comparison.Greater => new Dated(DateSide.After, date.Day),
                Comparison.GreaterOrEqual => new Dated(DateSide.Since, date.Day),
                _ => throw RuleErrors.At(
                    start,
                    "days are compared by before, after, on and since",
                    "дни сравнивают словами до, после, в день, с"),
            },
            TextValue when isOrder => throw Impossible(start, field),
            _ => new Compare(op, value),
        };
    }

    private Comparison? Op()
    {
        foreach (var (symbol, op) in Symbols)
        {
            if (tokens.Accept(symbol))
            {
                return op;
            }
        }

        foreach (var (word, op) in Words)
        {
            if (tokens.Accept(word))
            {
                return op;
            }
        }

        return null;
    }

    private static RuleSyntaxException Unranked(Token token, RuleField field)
    {
        var ranked = RuleFields.All.Where(one => one.CanRank).ToList();
        return field.Type != FieldType.Number ? Impossible(token, field) : RuleErrors.At(
            token,
            $"nobody is ranked by {field.Name}, only by {string.Join(", ", ranked.Select(one => one.Name))}",
            $"по полю {field.Russian[0]} никого не ранжируют, только по: {string.Join(", ", ranked.Select(one => one.Russian[0]))}");
    }

    private static RuleSyntaxException Impossible(Token token, RuleField field)
    {
        var (en, ru) = field.Type switch
        {
            FieldType.Text => (
                "is text: ask by =, !=, in (...), contains, starts with, ends with, is known",
                "это текст: спрашивают =, !=, в (...), содержит, начинается с, заканчивается на, известно"),
            FieldType.Choice => (
                "is one of a list: ask by =, !=, in (...), is known",
                "одно из списка: спрашивают =, !=, в (...), известно"),
            FieldType.Instant => (
                "is a time: ask by within, in the next, older than, at least ... ago, before, after, on, since",
                "это время: спрашивают за, в ближайшие, старше, не менее ... назад, до, после, в день, с"),
            FieldType.Birthday => (
                "is a birthday: ask by within 7 days, today, is known",
                "это день рождения: спрашивают через 7 дней, сегодня, известно"),
            FieldType.Share => (
                "is a share: ask by =, !=, <, <=, >, >=, in and a percentage",
                "это доля: спрашивают =, !=, <, <=, >, >=, в и проценты"),
            FieldType.Custom => (
                "is asked by =, !=, <, >, in, contains, within, older than, before, after, is known",
                "спрашивают: =, !=, <, >, в, содержит, за, старше, до, после, известно"),
            _ => (
                "is a number: ask by =, !=, <, <=, >, >=, in",
                "это число: спрашивают =, !=, <, <=, >, >=, в"),
        };
        return RuleErrors.At(token, $"{field.Name} {en};", $"{field.Russian[0]} — {ru};");
    }
}
