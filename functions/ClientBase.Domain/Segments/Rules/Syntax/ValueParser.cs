using System.Globalization;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Reads values, each of the type its field has.</summary>
internal sealed class ValueParser(TokenReader tokens, string source)
{
    private static readonly RuleUnit[] Units = Enum.GetValues<RuleUnit>();

    /// <summary>A value a field can be compared with.</summary>
    public RuleValue Value(RuleField field) => field.Type switch
    {
        FieldType.Text => Text(),
        FieldType.Choice => Choice(field),
        FieldType.Number => new NumberValue(Number(field)),
        FieldType.Share => new ShareValue(Share(field)),
        FieldType.Instant => new DateValue(Day(field)),
        _ when tokens.Current.Kind == TokenKind.Date => new DateValue(Day(field)),
        _ when tokens.Current.Kind == TokenKind.Number => new NumberValue(Number(field)),
        _ => Text(),
    };

    /// <summary>A text in quotes, or one word that means nothing else.</summary>
    public TextValue Text()
    {
        var token = tokens.Take();
        return token.Kind switch
        {
            TokenKind.Text => new TextValue(token.Text),
            TokenKind.Word when !Vocabulary.IsReserved(token.Text) => new TextValue(source.Substring(token.Start, token.Length)),
            _ => throw RuleErrors.Expected(token, "a text in quotes", "текст в кавычках"),
        };
    }

    /// <summary>A day.</summary>
    public DateOnly Day(RuleField field)
    {
        var token = tokens.Take();
        return token.Kind == TokenKind.Date
            ? token.Day
            : throw RuleErrors.At(
                token,
                $"{field.Name} is compared with a day such as 2026-01-31",
                $"{field.Russian[0]} сравнивают с днём, например 2026-01-31");
    }

    /// <summary>A length of time.</summary>
    public RuleSpan Span()
    {
        var number = tokens.Current;
        var count = Whole(0, 1_000_000);
        foreach (var unit in Units)
        {
            if (tokens.Accept(Vocabulary.Of(unit)))
            {
                var span = new RuleSpan(count, unit);
                return count <= span.MaxCount
                    ? span
                    : throw RuleErrors.At(
                        number,
                        $"at most {span.MaxCount} {unit.ToString().ToLowerInvariant()}",
                        $"не больше {span.MaxCount} {Vocabulary.Text(Vocabulary.Of(unit), true)}");
            }
        }

        throw RuleErrors.Expected(tokens.Current, "hours, days, weeks, months or years", "часов, дней, недель, месяцев или лет");
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(int min, int max)
    {
        var token = tokens.Take();
        return token.IsWhole && token.Number >= min && token.Number <= max
            ? (int)token.Number
            : throw RuleErrors.Expected(
                token,
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"),
                string.Create(CultureInfo.InvariantCulture, $"целое число от {min} до {max}"));
    }

    /// <summary>A percentage, as a share of one; <c>0.2</c> is read as 20 %.</summary>
    public decimal Share(RuleField field)
    {
        var token = tokens.Take();
        if (token.Kind != TokenKind.Number)
        {
            throw RuleErrors.At(
                token,
                $"{field.Name} is compared with a percentage such as 20 %",
                $"{field.Russian[0]} сравнивают с процентами, например 20 %");
        }

        if (tokens.Accept("%"))
        {
            return Math.Abs(token.Number) <= 1_000_000m && decimal.Round(token.Number, 4) == token.Number
                ? token.Number / 100m
                : throw RuleErrors.At(
                    token,
                    "a percentage has at most 4 digits after the point",
                    "в процентах не больше 4 цифр после точки");
        }

        return token.Number is >= 0m and <= 1m
            ? token.Number
            : throw RuleErrors.At(
                token,
                "a percent sign is missing",
                "не хватает знака процента",
                string.Create(CultureInfo.InvariantCulture, $"{token.Number:0.######} %"));
    }

    private decimal Number(RuleField field)
    {
        var token = tokens.Take();
        return token.Kind == TokenKind.Number
            ? token.Number
            : throw RuleErrors.At(token, $"{field.Name} is compared with a number", $"{field.Russian[0]} сравнивают с числом");
    }

    private ChoiceValue Choice(RuleField field)
    {
        var token = tokens.Take();
        var choice = token.Kind is TokenKind.Word or TokenKind.Text
            ? field.Choices.FirstOrDefault(choice => TextValue.Fold(choice) == TextValue.Fold(token.Text))
            : null;
        return choice is null ? throw RuleErrors.NoChoice(token, field) : new ChoiceValue(choice);
    }
}
