using System.Reflection;
using System.Text.Json;

namespace Azure.Data.Tables.Serialization;

/// <summary>Reads and writes one property of an entity class through delegates made once.</summary>
internal abstract class PropertyAccessor(PropertyName name, bool readable)
{
    public PropertyName Name { get; } = name;

    /// <summary>Whether a stored value can be set; a computed property is only written.</summary>
    public bool IsSettable { get; } = readable;

    public static PropertyAccessor Create(PropertyInfo property, string name) =>
        (PropertyAccessor)Activator.CreateInstance(
            typeof(PropertyAccessor<,>).MakeGenericType(property.ReflectedType!, property.PropertyType), property, PropertyName.For(name))!;

    public abstract void Write(EntityWriter writer, object entity);

    public abstract void Read(ref Utf8JsonReader reader, object entity);
}

internal sealed class PropertyAccessor<TEntity, TValue>(PropertyInfo property, PropertyName name)
    : PropertyAccessor(name, property.SetMethod is { IsPublic: true })
    where TEntity : class
{
    private readonly EdmType<TValue> _type = EdmType.Find<TValue>() ?? throw new NotSupportedException(
        $"{typeof(TEntity).Name}.{property.Name} is {typeof(TValue).Name}, which table storage has no type for; "
        + "use string, int, long, double, bool, DateTime(Offset), Guid, byte[], BinaryData or an enum, or mark it [IgnoreDataMember].");

    private readonly Func<TEntity, TValue> _get = property.GetMethod!.CreateDelegate<Func<TEntity, TValue>>();

    private readonly Action<TEntity, TValue>? _set =
        property.SetMethod is { IsPublic: true } set ? set.CreateDelegate<Action<TEntity, TValue>>() : null;

    public override void Write(EntityWriter writer, object entity) => _type.Write(writer, Name, _get((TEntity)entity));

    public override void Read(ref Utf8JsonReader reader, object entity) => _set!((TEntity)entity, _type.Read(ref reader));
}
