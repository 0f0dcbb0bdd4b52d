using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Tests.Segments.Rules;

/// <summary>Makes rules of every form from a seed.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Texts =
        ["", "tea", "Чай", "ёлка", "a\"b", "c\\d", "e»f", "g\nh\t", "москва", "\uD83D\uDE00", "any", "and", " x ", "и не"];
    private static readonly string[] Segments =
        ["vip", "rfm-at_risk", "birthday-7d", "7d", "my own", "and", "a.b", "a.", "Key", "ключевые", "q\"t"];

    public RuleNode Node(int depth) => depth == 0 || random.Next(4) == 0
        ? Leaf()
        : random.Next(3) switch
        {
            0 => new Negation(Node(depth - 1)),
            1 => Group.Of(true, Nodes(depth - 1)),
            _ => Group.Of(false, Nodes(depth - 1)),
        };

    public RuleSpan Span() => new(random.Next(0, 100), (RuleUnit)random.Next(5));

    private List<RuleNode> Nodes(int depth) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Node(depth))];

    private RuleNode Leaf() => random.Next(10) switch
    {
        0 => random.Next(3) == 0 ? new Everyone() : new InSegment(One(Segments)),
        1 or 2 => Event(),
        _ => About(random.Next(12) == 0 ? RuleFields.Find("custom.size")! : One(RuleFields.All)),
    };

    private Happened Event()
    {
        var verb = One(EventVerb.All);
        return new Happened(
            verb,
            verb.HasObject && random.Next(2) == 0 ? Text() : null,
            random.Next(1, 4),
            random.Next(2) == 0 ? Span() : null);
    }

    private Condition About(RuleField field) =>
        new(field, field.CanWindow && random.Next(2) == 0 ? Span() : null, Test(field));

    private RuleTest Test(RuleField field)
    {
        if (field.Type != FieldType.Flag && random.Next(8) == 0)
        {
            return new IsKnown(random.Next(2) == 0);
        }

        return field.Type switch
        {
            FieldType.Flag => new IsYes(),
            FieldType.Birthday => new Upcoming(random.Next(0, 366)),
            FieldType.Instant => Instant(),
            FieldType.Choice => Equality(() => new ChoiceValue(One(field.Choices))),
            FieldType.Text => Textual(),
            FieldType.Share => Numeric(() => new ShareValue(random.Next(0, 10_001) / 10_000m)),
            FieldType.Number when field.CanRank && random.Next(5) == 0 => new InTop(random.Next(1, 101) / 100m),
            FieldType.Number => Numeric(() => new NumberValue(random.Next(-10, 1_000_000) / 100m)),
            _ => random.Next(3) switch
            {
                0 => Textual(),
                1 => Numeric(() => new NumberValue(random.Next(100))),
                _ => random.Next(2) == 0 ? Instant(false) : new Ago(AgoKind.Within, Span()),
            },
        };
    }

    private RuleTest Textual() => random.Next(3) == 0 ? new HasText((TextPart)random.Next(3), Text()) : Equality(Text);

    private RuleTest Equality(Func<RuleValue> value) => random.Next(3) == 0
        ? new OneOf(new ValueList<RuleValue>(Enumerable.Range(0, random.Next(1, 4)).Select(_ => value())))
        : new Compare((Comparison)random.Next(2), value());

    private RuleTest Numeric(Func<RuleValue> value)
    {
        if (random.Next(4) > 0)
        {
            return random.Next(2) == 0 ? Equality(value) : new Compare((Comparison)random.Next(6), value());
        }

        var (a, b) = (value(), value());
        return Amount(a) <= Amount(b) ? new Between(a, b) : new Between(b, a);
    }

    private RuleTest Instant(bool ago = true) => random.Next(ago ? 5 : 1) switch
    {
        4 => new Upcoming(random.Next(0, 366)),
        0 => new Dated((DateSide)random.Next(4), Day()),
        1 => Days(),
        _ => new Ago((AgoKind)random.Next(3), Span()),
    };

    private Between Days() => Day() is var low ? new Between(new DateValue(low), new DateValue(low.AddDays(random.Next(40)))) : null!;

    private DateOnly Day() => new DateOnly(2024, 1, 1).AddDays(random.Next(1000));

    private TextValue Text() => new(One(Texts));

    private T One<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static decimal Amount(RuleValue value) => value is NumberValue number ? number.Number : ((ShareValue)value).Share;
}
