using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Filters;

/// <summary>A property of the entity inside a filter lambda.</summary>
internal sealed record EntityProperty(string Name, Type Type)
{
    public static EntityProperty? Find(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => Find(convert.Operand),
        MemberExpression { Member.Name: "Value", Expression: { } nullable } when Nullable.GetUnderlyingType(nullable.Type) is not null =>
            Find(nullable),
        MemberExpression { Expression: { } owner } member when IsEntity(owner) => new(EntityShape.StoredName(member.Member), member.Type),
        MethodCallExpression { Object: { } owner, Arguments: [var name] } call
            when IsEntity(owner) && name.Type == typeof(string) && !MentionsEntity(name) =>
            new((string)Evaluate(name)!, call.Type),
        _ => null,
    };

    /// <summary>The value as this property stores it: an enumeration compares as its name, though C# compares its number.</summary>
    public string Literal(object? value)
    {
        var type = Nullable.GetUnderlyingType(Type) ?? Type;
        if (type.IsEnum && value is not null)
        {
            return ODataLiteral.Of(Enum.ToObject(type, value).ToString());
        }

        return ODataLiteral.Of(value);
    }

    public static bool MentionsEntity(Expression expression)
    {
        var search = new ParameterSearch();
        search.Visit(expression);
        return search.Found;
    }

    /// <summary>The value of an expression without the entity; fields of closures are read without compiling.</summary>
    public static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(member.Expression is { } owner ? Evaluate(owner) : null),
        MemberExpression { Member: PropertyInfo property } member =>
            property.GetValue(member.Expression is { } owner ? Evaluate(owner) : null),
        _ => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
    };

    private static bool IsEntity(Expression expression) => expression switch
    {
        ParameterExpression => true,
        UnaryExpression { NodeType: ExpressionType.Convert } convert => IsEntity(convert.Operand),
        _ => false,
    };

    private sealed class ParameterSearch : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
