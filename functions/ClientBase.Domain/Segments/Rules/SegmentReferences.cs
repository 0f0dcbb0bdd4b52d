using ClientBase.Domain.Segments.Rules.Syntax;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules;

/// <summary>Checks the segments that a rule refers to.</summary>
public static class SegmentReferences
{
    /// <summary>What is wrong with a rule's references; null when nothing is.</summary>
    /// <param name="id">The segment the rule is for; null for one that is only tried.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="text">As it was written.</param>
    /// <param name="others">The rules of all segments, by id.</param>
    public static RuleError? Check(string? id, Rule rule, string text, IReadOnlyDictionary<string, Rule?> others)
    {
        if (rule.Needs.Segments.FirstOrDefault(needed => needed != id && !others.ContainsKey(needed)) is { } unknown)
        {
            return At(text, unknown, $"there is no segment '{unknown}'", $"нет сегмента «{unknown}»", Nearest.To(unknown, others.Keys));
        }

        if (id is null)
        {
            return null;
        }

        var rules = others.Where(other => other.Value is not null && other.Key != id)
            .ToDictionary(other => other.Key, other => other.Value!, StringComparer.Ordinal);
        rules[id] = rule;
        return SegmentGraph.Of(rules) is { Cycle: { } cycle, Error: { } error }
            ? At(text, rule.Needs.Segments.FirstOrDefault(cycle.Contains) ?? id, error.En, error.Ru, null)
            : null;
    }

    /// <summary>What a rule asks that cannot be told of a time past; null when there is nothing of that.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="text">As it was written.</param>
    /// <param name="others">The rules of all segments, by id.</param>
    public static RuleError? CheckPast(Rule rule, string text, IReadOnlyDictionary<string, Rule?> others)
    {
        var (open, seen) = (new Queue<(Rule Rule, string? By)>([(rule, null)]), new HashSet<string>(StringComparer.Ordinal));
        while (open.TryDequeue(out var next))
        {
            if (next.Rule.Needs.Forecast is { } field)
            {
                var (en, ru) = next.By is { } by
                    ? ($"segment '{by}' asks for {field}, which", $"сегмент «{by}» спрашивает {field}: это")
                    : ($"{field}", $"{field}: это");
                return At(
                    text,
                    next.By ?? field,
                    $"{en} cannot be asked of a time past: the forecast is made anew each night, and earlier ones are not kept",
                    $"{ru} нельзя спросить о прошлом: прогноз каждую ночь строится заново, прежние не хранятся",
                    null);
            }

            foreach (var id in next.Rule.Needs.Segments.Where(seen.Add))
            {
                if (others.GetValueOrDefault(id) is { } other)
                {
                    open.Enqueue((other, next.By ?? id));
                }
            }
        }

        return null;
    }

    private static RuleError At(string text, string id, string english, string russian, string? suggestion)
    {
        var place = Math.Max(0, text.IndexOf(id, StringComparison.OrdinalIgnoreCase));
        return RuleErrors.At(place, Math.Min(id.Length, text.Length - place), english, russian, suggestion).Error;
    }
}
