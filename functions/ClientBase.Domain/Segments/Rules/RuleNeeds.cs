using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Domain.Segments.Rules;

/// <summary>What a rule asks about, so that a store knows what to load. All lists in ordinal order, each name once.</summary>
/// <param name="Fields">Canonical names of fields.</param>
/// <param name="Ranks">Fields by which the contact's place in the base is asked.</param>
/// <param name="Events">Events, with how far back they are looked for.</param>
/// <param name="Segments">Ids of other segments.</param>
/// <param name="Orders">Whether orders one by one are needed.</param>
/// <param name="Time">Whether the answer depends on the instant it is asked at.</param>
public sealed record RuleNeeds(
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> Ranks,
    IReadOnlyList<EventNeed> Events,
    IReadOnlyList<string> Segments,
    bool Orders,
    bool Time)
{
    /// <summary>The first field asked for of what the shop's forecast tells; null: none is.</summary>
    public string? Forecast => FirstOf("forecast.");

    /// <summary>The first field asked for of loyalty; null: none is.</summary>
    public string? Loyalty => FirstOf("loyalty.");

    /// <summary>Whether the categories or brands of what was bought are asked for.</summary>
    public bool Kinds => Events.Any(happened => happened.Verb is DetailNames.BoughtCategory or DetailNames.BoughtBrand);

    /// <summary>The needs of an expression.</summary>
    internal static RuleNeeds Of(RuleNode node)
    {
        var leaves = Leaves(node).ToList();
        var conditions = leaves.OfType<Condition>().ToList();
        var events = leaves.OfType<Happened>().ToList();
        return new RuleNeeds(
            Sorted(conditions.Where(condition => condition.Test is not InTop).Select(condition => condition.Field.Name)),
            Sorted(conditions.Where(condition => condition.Test is InTop).Select(condition => condition.Field.Name)),
            [
                .. events.GroupBy(happened => happened.Verb.Name)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => new EventNeed(group.Key, LookBack(group))),
            ],
            Sorted(leaves.OfType<InSegment>().Select(segment => segment.Id)),
            conditions.Any(IsOfOrders) || events.Any(happened => happened.Verb.Equals(EventVerb.Ordered)),
            conditions.Any(IsOfTime) || events.Any(happened => happened.Window is not null));
    }

    private string? FirstOf(string prefix) =>
        Fields.Concat(Ranks).FirstOrDefault(field => field.StartsWith(prefix, StringComparison.Ordinal));

    private static TimeSpan? LookBack(IEnumerable<Happened> happened) =>
        happened.Any(one => one.Window is null) ? null : happened.Max(one => one.Window!.Value.AtMost);

    private static bool IsOfOrders(Condition condition) =>
        condition.Field.Derived is not (Derived.No or Derived.Age or Derived.Discount or Derived.Price) && condition.Test is not InTop;

    private static bool IsOfTime(Condition condition) =>
        condition.Window is not null || condition.Test is Ago or Upcoming || condition.Field.Derived == Derived.Age
        || condition.Field.Name.StartsWith("loyalty.", StringComparison.Ordinal);

    private static IEnumerable<RuleNode> Leaves(RuleNode node) => node switch
    {
        Group group => group.Terms.SelectMany(Leaves),
        Negation not => Leaves(not.Term),
        _ => [node],
    };

    private static string[] Sorted(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>An event a rule looks for.</summary>
/// <param name="Verb">Its canonical words, such as <c>opened campaign</c>.</param>
/// <param name="LookBack">How far back, counting months and years at their longest; null for all of the past.</param>
public sealed record EventNeed(string Verb, TimeSpan? LookBack);
