using System.Linq.Expressions;

namespace Azure.Data.Tables.Filters;

/// <summary>Translates a lambda over an entity to a filter: comparisons of a property with a value, joined by and, or, not.</summary>
internal static class FilterExpression
{
    /// <returns>Null when the lambda lets everything through.</returns>
    public static string? Translate<T>(Expression<Func<T, bool>> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Condition(filter.Body);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression expression)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both:
                return $"({Condition(both.Left)}) and ({Condition(both.Right)})";
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either:
                return $"({Condition(either.Left)}) or ({Condition(either.Right)})";
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return $"not ({Condition(not.Operand)})";
            case BinaryExpression comparison when Operator(comparison.NodeType) is { } op:
                return Comparison(comparison.Left, op, comparison.Right);
            case MethodCallExpression { Method.Name: nameof(Equals) } equals:
                return Equality(equals);
        }

        if (EntityProperty.Find(expression) is { } flag)
        {
            return $"{flag.Name} eq true";
        }

        return EntityProperty.MentionsEntity(expression)
            ? throw NotSupported(expression)
            : ODataLiteral.Of(EntityProperty.Evaluate(expression));
    }

    private static string Equality(MethodCallExpression call)
    {
        var operands = call.Object is null ? call.Arguments.ToArray() : [call.Object, .. call.Arguments];
        return operands.Length == 2 ? Comparison(operands[0], "eq", operands[1]) : throw NotSupported(call);
    }

    private static string Comparison(Expression left, string op, Expression right)
    {
        if (OrderedStrings(left) is { } compared && !EntityProperty.MentionsEntity(right) && EntityProperty.Evaluate(right) is 0)
        {
            return Comparison(compared.Left, op, compared.Right);
        }

        if (EntityProperty.Find(left) is { } property && !EntityProperty.MentionsEntity(right))
        {
            return $"{property.Name} {op} {property.Literal(EntityProperty.Evaluate(right))}";
        }

        if (EntityProperty.Find(right) is { } mirrored && !EntityProperty.MentionsEntity(left))
        {
            return $"{mirrored.Name} {Mirror(op)} {mirrored.Literal(EntityProperty.Evaluate(left))}";
        }

        throw NotSupported(Expression.Equal(left, right));
    }

    /// <summary><c>string.Compare(a, b) &gt;= 0</c> and <c>a.CompareTo(b) &gt;= 0</c>: C# has no other way to order strings.</summary>
    private static (Expression Left, Expression Right)? OrderedStrings(Expression expression) => expression switch
    {
        MethodCallExpression { Method.Name: nameof(string.CompareTo), Object: { } self, Arguments: [var other] } => (self, other),
        MethodCallExpression { Method.Name: nameof(string.Compare), Arguments: [var a, var b] } => (a, b),
        _ => null,
    };

    private static string? Operator(ExpressionType type) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        _ => null,
    };

    private static string Mirror(string op) => op switch
    {
        "gt" => "lt",
        "ge" => "le",
        "lt" => "gt",
        "le" => "ge",
        _ => op,
    };

    private static NotSupportedException NotSupported(Expression expression) =>
        new($"'{expression}' cannot be asked of table storage: compare one property of the entity with one value.");
}
