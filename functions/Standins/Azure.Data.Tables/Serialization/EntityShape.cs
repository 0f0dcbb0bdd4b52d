using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>The stored properties of an entity class; made once per class.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();

    private readonly PropertyAccessor[] _all;
    private readonly PropertyAccessor[] _settable;

    private EntityShape(Type type)
    {
        if (type.IsValueType)
        {
            throw new NotSupportedException($"{type.Name} is a struct; an entity has to be a class.");
        }

        var properties = new List<PropertyAccessor>();
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
        {
            if (IsStored(property))
            {
                properties.Add(PropertyAccessor.Create(property, StoredName(property)));
            }
        }

        _all = [.. properties];
        _settable = [.. properties.Where(p => p.IsSettable)];
    }

    public static EntityShape For(Type type) => Shapes.GetOrAdd(type, static key => new EntityShape(key));

    /// <summary>The name a member is stored under.</summary>
    public static string StoredName(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    public void Write(EntityWriter writer, ITableEntity entity)
    {
        foreach (var property in _all)
        {
            property.Write(writer, entity);
        }
    }

    /// <summary>
    /// Reads the property the reader stands at; one the class does not have is skipped. <paramref name="expected"/> is where the next one
    /// is likely to be: the service keeps the order of writing.
    /// </summary>
    public void Read(ref Utf8JsonReader reader, ITableEntity entity, ref int expected)
    {
        var found = Find(ref reader, ref expected);
        reader.Read();
        if (found is null || reader.TokenType == JsonTokenType.Null)
        {
            reader.Skip();
            return;
        }

        try
        {
            found.Read(ref reader, entity);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new InvalidOperationException(
                $"The stored property '{found.Name.Text}' cannot be read into {entity.GetType().Name}.{found.Name.Text}: {e.Message}", e);
        }
    }

    private PropertyAccessor? Find(ref Utf8JsonReader reader, ref int expected)
    {
        for (var tried = 0; tried < _settable.Length; tried++)
        {
            var at = expected + tried;
            at = at < _settable.Length ? at : at - _settable.Length;
            if (reader.ValueTextEquals(_settable[at].Name.Utf8))
            {
                expected = at + 1 == _settable.Length ? 0 : at + 1;
                return _settable[at];
            }
        }

        return null;
    }

    private static bool IsStored(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && property.Name is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)
            or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag))
        && !property.IsDefined(typeof(IgnoreDataMemberAttribute));
}
