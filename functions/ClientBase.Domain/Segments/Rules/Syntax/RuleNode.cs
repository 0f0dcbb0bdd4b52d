using ClientBase.Domain.Segments.Rules.Fields;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>A part of a rule: built by the parser, written by the printer, evaluated by the evaluator.</summary>
public abstract record RuleNode;

/// <summary>Everybody: <c>everyone</c>.</summary>
public sealed record Everyone : RuleNode;

/// <summary>Several parts that must all hold (<c>and</c>) or of which one must (<c>or</c>).</summary>
/// <remarks>Made by <see cref="Of"/>, so that no group holds a group of its own kind: superfluous parentheses are dropped.</remarks>
public sealed record Group : RuleNode
{
    private Group(bool all, ValueList<RuleNode> terms) => (All, Terms) = (all, terms);

    /// <summary>True for <c>and</c>.</summary>
    public bool All { get; }

    /// <summary>Two parts or more.</summary>
    public ValueList<RuleNode> Terms { get; }

    /// <summary>The parts as one node; a single part stays itself.</summary>
    public static RuleNode Of(bool all, IEnumerable<RuleNode> terms)
    {
        var flat = terms
            .SelectMany(IEnumerable<RuleNode> (term) => term is Group group && group.All == all ? group.Terms : [term])
            .ToList();
        return flat.Count == 1 ? flat[0] : new Group(all, new ValueList<RuleNode>(flat));
    }
}

/// <summary>The opposite of a part: everybody who is not in it.</summary>
public sealed record Negation(RuleNode Term) : RuleNode;

/// <summary>Membership of another segment: <c>in segment vip</c>.</summary>
public sealed record InSegment(string Id) : RuleNode;

/// <summary>A field and what must hold of it: <c>orders.count within 180 days >= 2</c>.</summary>
/// <param name="Field">The field.</param>
/// <param name="Window">For sums over orders: only those placed at most so long ago.</param>
/// <param name="Test">What must hold.</param>
public sealed record Condition(RuleField Field, RuleSpan? Window, RuleTest Test) : RuleNode;

/// <summary>Something the person did: <c>opened campaign "spring" at least 2 times within 30 days</c>.</summary>
/// <param name="Verb">What was done.</param>
/// <param name="What">To what; null for anything.</param>
/// <param name="Times">At least so often.</param>
/// <param name="Window">At most so long ago; null for ever.</param>
public sealed record Happened(EventVerb Verb, TextValue? What, int Times, RuleSpan? Window) : RuleNode;
