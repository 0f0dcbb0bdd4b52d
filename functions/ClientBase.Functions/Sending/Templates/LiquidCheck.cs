using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>Goes through a parsed template: which names it uses, and which of them mean nothing.</summary>
internal sealed class LiquidCheck : AstVisitor
{
    private const int LongestRange = 10_000;

    private static readonly TemplateShape Loop = TemplateShape.Of(
        new[]
        {
            "index", "index0", "rindex", "rindex0", "first", "last", "length", "name", "parentloop", "col", "col0", "col_first", "col_last",
            "row",
        }
            .Select(name => KeyValuePair.Create(name, name == "parentloop" ? TemplateShape.Any : TemplateShape.Value)));

    private readonly LiquidSource _source;
    private readonly FilterCollection _filters;
    private readonly Dictionary<string, TemplateShape> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _hasDefault;

    private LiquidCheck(LiquidSource source, FilterCollection filters) => (_source, _filters) = (source, filters);

    /// <summary>What is wrong.</summary>
    public List<TemplateProblem> Problems { get; } = [];

    /// <summary>The names it begins paths with.</summary>
    public HashSet<string> Roots { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths it writes out, without those that have a default.</summary>
    public List<IReadOnlyList<string>> Written { get; } = [];

    /// <summary>Goes through a template.</summary>
    public static LiquidCheck Of(IFluidTemplate template, LiquidSource source, FilterCollection filters)
    {
        var check = new LiquidCheck(source, filters);
        var assigned = new Assignments();
        assigned.VisitTemplate(template);
        foreach (var name in assigned.Names)
        {
            check._locals[name] = TemplateShape.Any;
        }

        check.VisitTemplate(template);
        return check;
    }

    protected override Statement VisitForStatement(ForStatement statement) =>
        InLoop(statement.Identifier, statement.Source, () => base.VisitForStatement(statement));

    protected override Statement VisitTableRowStatement(TableRowStatement statement) =>
        InLoop(statement.Identifier, statement.Source, () => base.VisitTableRowStatement(statement));

    protected override Statement VisitOutputStatement(OutputStatement statement)
    {
        var expression = statement.Expression;
        _hasDefault = false;
        while (expression is FilterExpression filter)
        {
            _hasDefault |= filter.Name == "default";
            expression = filter.Input;
        }

        if (!_hasDefault && expression is MemberExpression member && NamesOf(member) is { } path && !_locals.ContainsKey(path[0])
            && ShapeOf(member) is not null)
        {
            Written.Add(path);
        }

        return base.VisitOutputStatement(statement);
    }

    protected override Expression VisitMemberExpression(MemberExpression expression)
    {
        if (expression.Segments[0] is IdentifierSegment root && !_locals.ContainsKey(root.Identifier))
        {
            Roots.Add(root.Identifier);
        }

        if (ShapeOf(expression) is null)
        {
            Refuse(expression);
        }

        foreach (var index in expression.Segments.OfType<IndexerSegment>())
        {
            Visit(index.Expression);
        }

        return expression;
    }

    protected override Expression VisitFilterExpression(FilterExpression expression)
    {
        if (!_filters.TryGetValue(expression.Name, out _) && _told.Add("|" + expression.Name))
        {
            var near = TemplateNames.Nearest(expression.Name, _filters.Select(filter => filter.Key));
            Problems.Add(new TemplateProblem(
                _source.PositionOf(expression.Name), $"there is no filter '{expression.Name}'", near is null ? null : $"| {near}"));
        }

        foreach (var argument in expression.Parameters)
        {
            Visit(argument.Expression);
        }

        return base.VisitFilterExpression(expression);
    }

    protected override Expression VisitRangeExpression(RangeExpression expression)
    {
        if (expression is { From: LiteralExpression { Value: NumberValue from }, To: LiteralExpression { Value: NumberValue to } }
            && to.ToNumberValue() - from.ToNumberValue() > LongestRange)
        {
            Problems.Add(new TemplateProblem(
                _source.PositionOf(from.ToStringValue(), to.ToStringValue()), $"a range has at most {LongestRange} numbers", null));
        }

        return base.VisitRangeExpression(expression);
    }

    private Statement InLoop(string name, Expression? source, Func<Statement> visit)
    {
        var before = (Item: _locals.GetValueOrDefault(name), Loop: _locals.GetValueOrDefault("forloop"));
        var item = source is MemberExpression member ? ShapeOf(member)?.Item ?? TemplateShape.Any : TemplateShape.Any;
        if (source is not null)
        {
            Visit(source);
        }

        (_locals[name], _locals["forloop"], _locals["tablerowloop"]) = (item, Loop, Loop);
        var visited = visit();
        Restore(name, before.Item);
        Restore("forloop", before.Loop);
        Restore("tablerowloop", before.Loop);
        return visited;
    }

    private void Restore(string name, TemplateShape? before)
    {
        if (before is null)
        {
            _locals.Remove(name);
        }
        else
        {
            _locals[name] = before;
        }
    }

    private TemplateShape? ShapeOf(MemberExpression expression)
    {
        TemplateShape? shape = null;
        foreach (var segment in expression.Segments)
        {
            shape = (shape, segment) switch
            {
                (null, IdentifierSegment root) =>
                    _locals.TryGetValue(root.Identifier, out var local) ? local : TemplateNames.Roots.Member(root.Identifier),
                ({ } outer, IdentifierSegment name) => outer.Member(name.Identifier),
                ({ } outer, IndexerSegment { Expression: LiteralExpression { Value: StringValue name } }) =>
                    outer.Member(name.ToStringValue()),
                ({ } outer, IndexerSegment) => outer.Item ?? (outer == TemplateShape.Value ? null : TemplateShape.Any),
                _ => TemplateShape.Any,
            };
            if (shape is null)
            {
                return null;
            }
        }

        return shape;
    }

    private void Refuse(MemberExpression expression)
    {
        var names = NamesOf(expression) ?? [((IdentifierSegment)expression.Segments[0]).Identifier];
        var path = string.Join('.', names);
        if (!_told.Add(path))
        {
            return;
        }

        var near = TemplateNames.Near(path);
        Problems.Add(new TemplateProblem(
            _source.PositionOf(names),
            $"there is no variable '{path}'",
            near is null ? null : $"{{{{ {near} }}}}"));
    }

    /// <summary>The names of a path of names; null when something of it is only known when a mail is written.</summary>
    private static List<string>? NamesOf(MemberExpression expression)
    {
        var names = expression.Segments.Select(segment => segment switch
        {
            IdentifierSegment name => name.Identifier,
            IndexerSegment { Expression: LiteralExpression { Value: StringValue or NumberValue } literal } => literal.Value.ToStringValue(),
            _ => null,
        }).ToList();
        return names.Contains(null) ? null : [.. names.OfType<string>()];
    }

    /// <summary>What a template gives names to itself.</summary>
    private sealed class Assignments : AstVisitor
    {
        public HashSet<string> Names { get; } = ["empty", "blank"];

        protected override Statement VisitAssignStatement(AssignStatement statement)
        {
            Names.Add(statement.Identifier);
            return base.VisitAssignStatement(statement);
        }

        protected override Statement VisitCaptureStatement(CaptureStatement statement)
        {
            Names.Add(statement.Identifier);
            return base.VisitCaptureStatement(statement);
        }

        protected override Statement VisitIncrementStatement(IncrementStatement statement)
        {
            Names.Add(statement.Identifier);
            return base.VisitIncrementStatement(statement);
        }

        protected override Statement VisitDecrementStatement(DecrementStatement statement)
        {
            Names.Add(statement.Identifier);
            return base.VisitDecrementStatement(statement);
        }
    }
}
