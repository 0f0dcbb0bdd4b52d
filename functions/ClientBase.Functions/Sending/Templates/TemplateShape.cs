using System.Collections;
using System.Reflection;
using System.Text.Json;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>What may follow a name in a template: nothing, known members, any name, or the items of a list.</summary>
internal sealed class TemplateShape
{
    private static readonly string[] ListMembers = ["size", "first", "last"];

    private readonly Dictionary<string, TemplateShape> _members = new(StringComparer.Ordinal);

    private TemplateShape()
    {
    }

    /// <summary>Anything at all.</summary>
    public static TemplateShape Any { get; } = new() { IsAny = true };

    /// <summary>A text, number, yes or no, or time.</summary>
    public static TemplateShape Value { get; } = new();

    /// <summary>Of the items of a list, or of the values of a dictionary; null where there are none.</summary>
    public TemplateShape? Item { get; private init; }

    private bool IsAny { get; init; }

    private bool IsList { get; init; }

    /// <summary>The names that are known to follow.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>Known members, such as those of a loop.</summary>
    public static TemplateShape Of(IEnumerable<KeyValuePair<string, TemplateShape>> members)
    {
        var shape = new TemplateShape();
        foreach (var (name, member) in members)
        {
            shape._members[name] = member;
        }

        return shape;
    }

    /// <summary>A list.</summary>
    public static TemplateShape ListOf(TemplateShape item) => new() { Item = item, IsList = true };

    /// <summary>A dictionary whose names the shop chooses.</summary>
    public static TemplateShape OpenOf(TemplateShape item) => new() { Item = item };

    /// <summary>Something that has members and can be gone through.</summary>
    public TemplateShape WithItems(TemplateShape item)
    {
        var shape = new TemplateShape { Item = item, IsList = true };
        foreach (var (name, member) in _members)
        {
            shape._members[name] = member;
        }

        return shape;
    }

    /// <summary>What the API writes of a type, so that templates and the API always agree on names.</summary>
    public static TemplateShape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTimeOffset)
            || type == typeof(DateOnly))
        {
            return Value;
        }

        if (Generic(type, typeof(IReadOnlyDictionary<,>)) is { } dictionary)
        {
            return OpenOf(Of(dictionary[1]));
        }

        return typeof(IEnumerable).IsAssignableFrom(type)
            ? ListOf(Of(type.IsArray ? type.GetElementType()! : Generic(type, typeof(IEnumerable<>))![0]))
            : Of(type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Select(property => KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(property.Name), Of(property.PropertyType))));
    }

    /// <summary>What a name means here; null when there is no such thing.</summary>
    public TemplateShape? Member(string name) =>
        IsAny ? Any
        : _members.TryGetValue(name, out var member) ? member
        : IsList && ListMembers.Contains(name) ? name == "size" ? Value : Item
        : Item is not null && !IsList ? Item
        : this == Value && name == "size" ? Value
        : null;

    /// <summary>The paths below here, for suggestions.</summary>
    public IEnumerable<string> Paths(int depth) => depth == 0
        ? []
        : _members.SelectMany(member => member.Value.Paths(depth - 1).Select(path => $"{member.Key}.{path}").Prepend(member.Key));

    private static Type[]? Generic(Type type, Type wanted) => type.GetInterfaces().Append(type)
        .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == wanted)?.GetGenericArguments();
}
