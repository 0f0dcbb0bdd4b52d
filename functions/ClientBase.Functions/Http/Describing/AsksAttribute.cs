namespace ClientBase.Functions.Http.Describing;

/// <summary>A parameter of a route's query, for <c>GET /api/openapi.json</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="about">What it is.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AsksAttribute(string name, string about) : Attribute
{
    public string Name => name;

    public string About => about;

    /// <summary>Whether the route refuses a request without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The words it may be; none: any text.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>What it is, where it is no text: <c>int</c>, <c>decimal</c>, <c>bool</c>, <c>DateTimeOffset</c>.</summary>
    public Type Type { get; init; } = typeof(string);
}

/// <summary>A list that is read page by page: <c>?take=</c> and <c>?continuation=</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksPagingAttribute : Attribute;

/// <summary>A header of the request, for <c>GET /api/openapi.json</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="about">What it is.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class AsksHeaderAttribute(string name, string about) : Attribute
{
    public string Name => name;

    public string About => about;
}

/// <summary>The header by which a repeat of a request is known as one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AsksIdempotencyKeyAttribute()
    : AsksHeaderAttribute(Header, "Any text, the same for every repeat of one request: a repeat then does nothing more.")
{
    public const string Header = "Idempotency-Key";
}
