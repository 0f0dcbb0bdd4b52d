namespace Refit;

public enum BodySerializationMethod
{
    Default,

    [Obsolete("Upstream marks this as replaced by Serialized.")]
    Json,
    UrlEncoded,
    Serialized,
}

[AttributeUsage(AttributeTargets.Parameter)]
public class BodyAttribute : Attribute
{
    public BodyAttribute()
    {
    }

    public BodyAttribute(bool buffered) => Buffered = buffered;

    public BodyAttribute(BodySerializationMethod serializationMethod, bool buffered)
    {
        SerializationMethod = serializationMethod;
        Buffered = buffered;
    }

    public BodyAttribute(BodySerializationMethod serializationMethod = BodySerializationMethod.Default) =>
        SerializationMethod = serializationMethod;

    public bool? Buffered { get; }

    public BodySerializationMethod SerializationMethod { get; }
}
