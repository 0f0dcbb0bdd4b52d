namespace ClientBase.Domain.Segments.Rules;

/// <summary>The order segments can be computed in, or the circle that prevents it.</summary>
/// <param name="Order">Ids, each after those its rule refers to; empty when there is a circle.</param>
/// <param name="Cycle">Ids along the circle, the first again at the end; null when there is none.</param>
/// <param name="Unknown">Ids that rules refer to and the set does not hold.</param>
public sealed record SegmentGraph(IReadOnlyList<string> Order, IReadOnlyList<string>? Cycle, IReadOnlyList<string> Unknown)
{
    /// <summary>The circle in words; null when there is none.</summary>
    public LocalText? Error => Cycle is null
        ? null
        : new LocalText(
            $"segments refer to each other in a circle: {string.Join(" → ", Cycle)}",
            $"сегменты ссылаются друг на друга по кругу: {string.Join(" → ", Cycle)}");

    /// <summary>The order of a set of rules by segment id.</summary>
    public static SegmentGraph Of(IReadOnlyDictionary<string, Rule> rules)
    {
        var needs = rules.ToDictionary(rule => rule.Key, rule => rule.Value.Needs.Segments, StringComparer.Ordinal);
        var unknown = needs.Values
            .SelectMany(ids => ids)
            .Where(id => !needs.ContainsKey(id))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var users = needs
            .SelectMany(pair => pair.Value.Select(needed => (needed, pair.Key)))
            .ToLookup(pair => pair.needed, pair => pair.Key, StringComparer.Ordinal);
        var waiting = needs.ToDictionary(pair => pair.Key, pair => pair.Value.Count(needs.ContainsKey), StringComparer.Ordinal);
        var ready = new SortedSet<string>(waiting.Where(pair => pair.Value == 0).Select(pair => pair.Key), StringComparer.Ordinal);
        var order = new List<string>();
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            order.Add(next);
            foreach (var user in users[next])
            {
                if (--waiting[user] == 0)
                {
                    ready.Add(user);
                }
            }
        }

        return order.Count == needs.Count
            ? new SegmentGraph(order, null, unknown)
            : new SegmentGraph([], Circle(needs, [.. needs.Keys.Except(order).Order(StringComparer.Ordinal)]), unknown);
    }

    // Each segment left over needs another one left over, so following them comes back to one already seen.
    private static List<string> Circle(Dictionary<string, IReadOnlyList<string>> needs, List<string> left)
    {
        var among = left.ToHashSet(StringComparer.Ordinal);
        var path = new List<string>();
        var id = left[0];
        while (!path.Contains(id))
        {
            path.Add(id);
            id = needs[id].First(among.Contains);
        }

        return [.. path.Skip(path.IndexOf(id)), id];
    }
}
