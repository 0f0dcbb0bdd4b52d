using System.Globalization;
using ClientBase.Domain.Segments.Rules;
using ClientBase.Domain.Segments.Rules.Syntax;

namespace ClientBase.Functions.Segments.Defining;

/// <summary>A part of a rule that has to hold, and what it does to the count.</summary>
/// <param name="Clause">The part.</param>
/// <param name="Left">How many are left after it and those before it.</param>
/// <param name="Without">How many there would be without it.</param>
public sealed record ClauseCount(Rule Clause, int Left, int Without);

/// <summary>Counts, part by part of a rule, how many are left.</summary>
internal sealed class ClauseTally
{
    private const int MostClauses = 30; // Of a longer rule only the whole is counted.

    private readonly IReadOnlyList<Rule> _clauses;
    private readonly int[] _left;
    private readonly int[] _without;

    /// <summary>A tally of the parts that all have to hold; a rule of one part has that one.</summary>
    public ClauseTally(Rule rule)
    {
        _clauses = rule.Expression is Group { All: true } group ? [.. group.Terms.Select(term => new Rule(term))] : [rule];
        _clauses = _clauses.Count <= MostClauses ? _clauses : [];
        (_left, _without) = (new int[_clauses.Count], new int[_clauses.Count]);
    }

    /// <summary>The parts, as segments of the base that is counted.</summary>
    public IEnumerable<OwnSegment> Segments => _clauses.Select((clause, at) => new OwnSegment(IdOf(at), clause, ""));

    /// <summary>Counts a contact by the segments it is in.</summary>
    public void Add(IReadOnlyCollection<string> segments)
    {
        var (failed, missing) = (0, -1);
        for (var at = 0; at < _clauses.Count && failed < 2; at++)
        {
            if (!segments.Contains(IdOf(at)))
            {
                (failed, missing) = (failed + 1, at);
            }

            _left[at] += failed == 0 ? 1 : 0;
        }

        for (var at = 0; at < _clauses.Count && failed < 2; at++)
        {
            _without[at] += failed == 0 || missing == at ? 1 : 0;
        }
    }

    /// <summary>What was counted.</summary>
    public IReadOnlyList<ClauseCount> Counts() => [.. _clauses.Select((clause, at) => new ClauseCount(clause, _left[at], _without[at]))];

    private static string IdOf(int at) => string.Create(CultureInfo.InvariantCulture, $"~clause{at}"); // No segment can be called so.
}
