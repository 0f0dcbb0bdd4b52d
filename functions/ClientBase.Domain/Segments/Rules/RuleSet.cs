using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules;

/// <summary>A segment that somebody defined.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Rule">Who is in it; null for a static list.</param>
/// <param name="Stamp">Another one whenever the rule is another one.</param>
public sealed record OwnSegment(string Id, Rule? Rule, string Stamp)
{
    /// <summary>Of a static list: who was put on one of this name earlier is not on this one.</summary>
    public DateTimeOffset ListSince { get; init; }
}

/// <summary>A top share that a rule asks for: <c>orders.total in top 5 %</c>.</summary>
/// <param name="Field">By what people are ranked.</param>
/// <param name="Share">Of one.</param>
public sealed record TopShare(string Field, decimal Share)
{
    /// <summary>As it is kept with who is in it.</summary>
    public string Name { get; } = $"{Field} {Printer.Percent(Share)}";
}

/// <summary>All segments that somebody defined, in an order in which each comes after those its rule refers to.</summary>
public sealed class RuleSet
{
    private readonly HashSet<string> _ids;
    private readonly HashSet<string> _fields;

    /// <summary>The set of some segments. Of a circle, which cannot be defined, nothing is evaluated.</summary>
    public RuleSet(IEnumerable<OwnSegment> segments)
    {
        var all = segments.ToDictionary(segment => segment.Id, StringComparer.Ordinal);
        var rules = all.Values.Where(segment => segment.Rule is not null)
            .ToDictionary(segment => segment.Id, segment => segment.Rule!, StringComparer.Ordinal);
        Ordered = [.. all.Values.Where(segment => segment.Rule is null), .. SegmentGraph.Of(rules).Order.Select(id => all[id])];
        Stamps = [.. Ordered.Select(segment => $"{segment.Id} {segment.Stamp}").Order(StringComparer.Ordinal)];
        _ids = [.. all.Keys];

        Needs = [.. Ordered.Select(segment => segment.Rule?.Needs).OfType<RuleNeeds>()];
        _fields = [.. Needs.SelectMany(need => need.Fields)];
        Tops = [.. rules.Values.SelectMany(rule => TopsOf(rule.Expression)).Distinct().OrderBy(top => top.Name, StringComparer.Ordinal)];
    }

    /// <summary>None.</summary>
    public static RuleSet Empty { get; } = new([]);

    /// <summary>The segments, each after those it refers to.</summary>
    public IReadOnlyList<OwnSegment> Ordered { get; }

    /// <summary>What a base was decided by, so that it is known whether that has changed.</summary>
    public IReadOnlyList<string> Stamps { get; }

    /// <summary>The top shares that are asked for.</summary>
    public IReadOnlyList<TopShare> Tops { get; }

    /// <summary>What each rule asks for.</summary>
    public IReadOnlyList<RuleNeeds> Needs { get; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Ordered.Count == 0;

    /// <summary>Whether a segment is one of these.</summary>
    public bool Has(string segmentId) => _ids.Contains(segmentId);

    /// <summary>Whether a rule asks for a field.</summary>
    public bool AsksFor(string field) => _fields.Contains(field);

    private static IEnumerable<TopShare> TopsOf(RuleNode node) => node switch
    {
        Group group => group.Terms.SelectMany(TopsOf),
        Negation not => TopsOf(not.Term),
        Condition { Test: InTop top } condition => [new TopShare(condition.Field.Name, top.Share)],
        _ => [],
    };
}
