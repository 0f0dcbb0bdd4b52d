namespace ClientBase.Functions.Http.Describing;

/// <summary>What a route answers, for <c>GET /api/openapi.json</c>; one for each status it answers with when all is well.</summary>
/// <param name="shape">The type its JSON is written from; null where the body is no JSON of a known shape.</param>
/// <param name="status">The status.</param>
/// <param name="types">Media types; none: JSON of a shape, or no body without one.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class AnswersAttribute(Type? shape, int status, params string[] types) : Attribute
{
    /// <summary>An answer without a body, or one that is no JSON.</summary>
    public AnswersAttribute(int status, params string[] types)
        : this(null, status, types)
    {
    }

    public Type? Shape => shape;

    public int Status => status;

    public IReadOnlyList<string> Types => types.Length == 0 && shape is not null ? ["application/json"] : types;
}

/// <summary>An answer as JSON of one shape.</summary>
/// <param name="status">The status.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute<T>(int status = 200) : AnswersAttribute(typeof(T), status);

/// <summary>A status a route refuses with beside those that follow from its parameters, body and key.</summary>
/// <param name="status">The status.</param>
/// <param name="why">When it does.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(int status, string why) : Attribute
{
    public int Status => status;

    public string Why => why;
}
