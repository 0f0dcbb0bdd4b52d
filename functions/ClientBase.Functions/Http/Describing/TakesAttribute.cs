namespace ClientBase.Functions.Http.Describing;

/// <summary>The body a route takes, for <c>GET /api/openapi.json</c>.</summary>
/// <param name="shape">The type its JSON is read as; null where it is no JSON of a known shape.</param>
/// <param name="types">Media types; none: JSON.</param>
[AttributeUsage(AttributeTargets.Method)]
public class TakesAttribute(Type? shape, params string[] types) : Attribute
{
    /// <summary>A body that is no JSON of ours, such as a file.</summary>
    public TakesAttribute(params string[] types)
        : this(null, types)
    {
    }

    public Type? Shape => shape;

    public IReadOnlyList<string> Types => types.Length == 0 ? ["application/json"] : types;

    /// <summary>A body that the app takes, as JSON; a test sends it.</summary>
    public string? Example { get; init; }
}

/// <summary>A body of JSON of one shape.</summary>
/// <param name="types">Media types; none: JSON.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute<T>(params string[] types) : TakesAttribute(typeof(T), types);
