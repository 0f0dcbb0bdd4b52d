using ClientBase.Domain.Segments.Rules.Fields;
using ClientBase.Domain.Segments.Rules.Words;

namespace ClientBase.Domain.Segments.Rules.Syntax;

/// <summary>Reads a rule by recursive descent: "or" joins "and"s, "and" joins "not"s, and "not" stands before one condition.</summary>
internal sealed class Parser
{
    /// <summary>How deep parentheses and negations may nest.</summary>
    public const int MaxDepth = 64;

    private const int MaxTimes = 1_000_000;

    private readonly TokenReader _tokens;
    private readonly TestParser _tests;
    private readonly ValueParser _values;
    private readonly string _source;

    private Parser(string source)
    {
        _source = source;
        _tokens = new TokenReader(new Lexer(source).Read());
        _values = new ValueParser(_tokens, source);
        _tests = new TestParser(_tokens, _values);
    }

    /// <summary>The rule of a text.</summary>
    /// <exception cref="RuleSyntaxException">The text is not a rule.</exception>
    public static RuleNode Parse(string source)
    {
        var parser = new Parser(source);
        var node = parser.Or(0);
        var end = parser._tokens.Current;
        return end.Kind == TokenKind.End
            ? node
            : throw RuleErrors.At(
                end,
                "this does not belong to the condition before it; join conditions by and, or",
                "это не относится к условию перед ним; условия соединяют «и», «или»");
    }

    private RuleNode Or(int depth)
    {
        var terms = new List<RuleNode> { And(depth) };
        while (_tokens.Accept(Keyword.Or))
        {
            terms.Add(And(depth));
        }

        return Group.Of(all: false, terms);
    }

    private RuleNode And(int depth)
    {
        var terms = new List<RuleNode> { Term(depth) };
        while (_tokens.Accept(Keyword.And))
        {
            terms.Add(Term(depth));
        }

        return Group.Of(all: true, terms);
    }

    private RuleNode Term(int depth)
    {
        var start = _tokens.Current;
        if (depth > MaxDepth)
        {
            throw RuleErrors.At(start, $"conditions nest deeper than {MaxDepth}", $"условия вложены глубже {MaxDepth}");
        }

        if (_tokens.Accept(Keyword.Not))
        {
            return new Negation(Term(depth + 1));
        }

        if (_tokens.Accept("("))
        {
            var inner = Or(depth + 1);
            _tokens.Expect(")");
            return inner;
        }

        return _tokens.Accept(Keyword.Everyone) ? new Everyone()
            : _tokens.Accept(Keyword.InSegment) ? new InSegment(SegmentId())
            : _tokens.AcceptName(EventVerb.Find) is { } verb ? Event(verb)
            : _tokens.AcceptName(RuleFields.Find) is { } field ? About(field)
            : start.Kind == TokenKind.Word ? throw RuleErrors.Unknown(start, _source.Substring(start.Start, start.Length))
            : throw RuleErrors.Expected(start, "a condition", "условие");
    }

    private string SegmentId()
    {
        var token = _tokens.Take();
        var id = token.Text.Trim();
        return token.Kind is TokenKind.Word or TokenKind.Text && id.Length > 0
            ? id
            : throw RuleErrors.Expected(token, "the id of a segment", "имя сегмента");
    }

    private RuleNode About(RuleField field)
    {
        if (field.Type == FieldType.Flag)
        {
            return new Condition(field, null, new IsYes());
        }

        var window = field.CanWindow && _tokens.Accept(Keyword.Within) ? _values.Span() : (RuleSpan?)null;
        var negated = _tokens.Accept(Keyword.Not, Keyword.In);
        var condition = new Condition(field, window, negated || _tokens.Accept(Keyword.In) ? _tests.In(field) : _tests.Other(field));
        return negated ? new Negation(condition) : condition;
    }

    private Happened Event(EventVerb verb)
    {
        TextValue? what = null;
        if (_tokens.Current.Kind == TokenKind.Text)
        {
            what = verb.HasObject
                ? new TextValue(_tokens.Take().Text)
                : throw RuleErrors.At(
                    _tokens.Current,
                    $"'{verb.Name}' is not done to anything",
                    $"после «{verb.Russian[0]}» название не нужно");
        }
        else if (verb.HasObject)
        {
            _tokens.Accept(Keyword.Any);
        }

        var times = 1;
        if (_tokens.Accept(Keyword.AtLeast))
        {
            times = _values.Whole(1, MaxTimes);
            if (!_tokens.Accept(Keyword.Times))
            {
                throw RuleErrors.Expected(_tokens.Current, "times", "раз");
            }
        }

        return new Happened(verb, what, times, _tokens.Accept(Keyword.Within) ? _values.Span() : null);
    }
}
