using ClientBase.Domain.Segments.Rules.Evaluation;
using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Domain.Tests.Segments.Rules;

/// <summary>A random person in plain dictionaries, for the interpreter that the evaluator is compared with.</summary>
internal sealed class Person
{
    private static readonly string[] Words =
        ["tea", "чай", "Елка", "москва", "and", "any", "A", "B", "red", "champions", "X", "E", "gold", "a\"b"];

    public Dictionary<string, List<string>> Texts { get; } = [];
    public Dictionary<string, decimal> Numbers { get; } = [];
    public Dictionary<string, DateTimeOffset> Instants { get; } = [];
    public HashSet<string> Flags { get; } = [];
    public Dictionary<string, (int Position, int Count)> Ranks { get; } = [];
    public List<(DateTimeOffset At, decimal? Gross, decimal Refunded)> Orders { get; } = [];
    public List<(string Verb, DateTimeOffset At, string What)> Events { get; } = [];
    public List<(DateTimeOffset At, decimal Amount)> Discounts { get; } = [];
    public List<(DateTimeOffset At, decimal Points)> Points { get; } = [];
    public HashSet<string> Segments { get; } = [];
    public string? Size { get; set; }
    public DateOnly? Born { get; set; }

    public static Person Random(Random random, DateTimeOffset asOf)
    {
        var person = new Person
        {
            Size = random.Next(4) switch { 0 => null, 1 => "tea", 2 => "2025-06-07", _ => $"{random.Next(100)}" },
            Born = random.Next(4) == 0 ? null : new DateOnly(1904, 1, 1).AddDays(random.Next(43_000)),
        };
        foreach (var field in RuleFields.All.Where(_ => random.Next(3) > 0))
        {
            person.Say(field, random, asOf);
        }

        for (var i = random.Next(6); i > 0; i--)
        {
            person.Orders.Add((
                Past(random, asOf),
                random.Next(5) == 0 ? null : random.Next(100),
                random.Next(3) == 0 ? random.Next(50) : 0m));
        }

        for (var i = random.Next(3); i > 0; i--)
        {
            person.Discounts.Add((Past(random, asOf), random.Next(1, 50)));
        }

        for (var i = random.Next(12); i > 0; i--)
        {
            person.Events.Add((
                EventVerb.All[random.Next(1, EventVerb.All.Count)].Name,
                Past(random, asOf),
                random.Next(2) == 0 ? "" : Words[random.Next(Words.Length)]));
        }

        person.Segments.UnionWith(new[] { "vip", "key", "7d", "and", "my own" }.Where(_ => random.Next(2) == 0));
        return person;
    }

    public RuleSubject Subject()
    {
        var builder = new RuleSubjectBuilder();
        foreach (var (field, value) in Texts.SelectMany(pair => pair.Value.Select(value => (pair.Key, value))))
        {
            builder.Text(field, value);
        }

        Numbers.ToList().ForEach(pair => builder.Number(pair.Key, pair.Value));
        Instants.ToList().ForEach(pair => builder.Instant(pair.Key, pair.Value));
        Flags.ToList().ForEach(field => builder.Flag(field, true));
        Ranks.ToList().ForEach(pair => builder.Rank(pair.Key, pair.Value.Position, pair.Value.Count));
        Orders.ForEach(order => builder.Order(order.At, order.Gross, order.Refunded));
        Events.ForEach(one => builder.Event(one.Verb, one.At, one.What));
        Discounts.ForEach(one => builder.Discount(one.At, one.Amount));
        Segments.ToList().ForEach(id => builder.Segment(id));
        builder.Text("custom.size", Size ?? "");
        return (Born is { } born ? builder.Birthday(born) : builder).Build();
    }

    private void Say(RuleField field, Random random, DateTimeOffset asOf)
    {
        if (field.CanRank)
        {
            Ranks[field.Name] = (random.Next(1, 21), 20);
        }

        switch (field)
        {
            case { Type: FieldType.Text or FieldType.Choice }:
                Texts[field.Name] =
                [
                    .. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(3) > 0 && field.Choices.Count > 0
                        ? field.Choices[random.Next(field.Choices.Count)]
                        : Words[random.Next(Words.Length)]),
                ];
                break;
            case { Type: FieldType.Flag }:
                Flags.Add(field.Name);
                break;
            case { Type: FieldType.Instant, Derived: Derived.No }:
                Instants[field.Name] = Past(random, asOf);
                break;
            case { Type: FieldType.Number, Derived: Derived.No }:
                Numbers[field.Name] = random.Next(-10, 10_000) / 10m;
                break;
            case { Type: FieldType.Share, Derived: Derived.No }:
                Numbers[field.Name] = random.Next(101) / 100m;
                break;
        }
    }

    // Mostly whole units ago, so that times fall exactly on borders; sometimes in the future.
    private static DateTimeOffset Past(Random random, DateTimeOffset asOf) => random.Next(6) switch
    {
        0 => asOf.AddDays(-random.Next(100)),
        1 => asOf.AddHours(-random.Next(100)),
        2 => asOf.AddMonths(-random.Next(100)),
        3 => asOf.AddDays(-7 * random.Next(100)).AddTicks(random.Next(-1, 2)),
        4 => asOf.AddDays(random.Next(40)),
        _ => asOf.AddSeconds(-random.Next(100_000_000)),
    };
}
