using System.Reflection;
using System.Text.RegularExpressions;

namespace Refit.Requests;

/// <summary>What the attributes of one interface method say about its request.</summary>
internal sealed partial record RestMethod(
    HttpMethod Verb,
    string Path,
    IReadOnlyList<RestParameter> Parameters,
    IReadOnlyDictionary<string, string?> Headers,
    BodySerializationMethod BodySerialization,
    bool IsBuffered)
{
    /// <exception cref="ArgumentException">The path or the parameters contradict each other.</exception>
    public static RestMethod Describe(MethodInfo method, RefitSettings settings)
    {
        var verb = method.GetCustomAttribute<HttpMethodAttribute>(true)!;
        CheckPath(verb.Path);

        var parameters = method.GetParameters();
        var body = FindBody(parameters, verb.Method);
        var attribute = body?.GetCustomAttribute<BodyAttribute>(true);
        return new RestMethod(
            verb.Method,
            verb.Path,
            AssignRoles(method, parameters, body, verb.Path),
            ReadHeaders(method),
            body is null || attribute is not null
                ? attribute?.SerializationMethod ?? BodySerializationMethod.Default
                : BodySerializationMethod.Serialized,
            attribute?.Buffered ?? settings.Buffered);
    }

    private static void CheckPath(string path)
    {
        if (path.Length > 0 && path[0] != '/')
        {
            throw new ArgumentException($"URL path {path} must start with '/'.");
        }

        if (path.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new ArgumentException($"URL path {path} must not contain line breaks.");
        }
    }

    private static List<RestParameter> AssignRoles(MethodInfo method, ParameterInfo[] parameters, ParameterInfo? body, string path)
    {
        var holes = Holes().Matches(path);
        var assigned = parameters.Select(parameter => Assign(parameter, body, holes)).ToList();
        foreach (Match hole in holes)
        {
            if (!assigned.Exists(parameter => Fills(parameter.Info, hole)))
            {
                throw new ArgumentException($"URL {path} has parameter {hole.Groups["name"].Value}, but no method parameter matches.");
            }
        }

        foreach (var role in (ParameterRole[])[ParameterRole.Cancellation, ParameterRole.HeaderCollection, ParameterRole.Authorize])
        {
            if (assigned.Count(parameter => parameter.Role == role) > 1)
            {
                throw new ArgumentException($"{method.Name} can have only one {role} parameter.");
            }
        }

        return assigned;
    }

    private static RestParameter Assign(ParameterInfo parameter, ParameterInfo? body, MatchCollection holes)
    {
        var name = RestParameter.UrlName(parameter);
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return new RestParameter(parameter, ParameterRole.Cancellation, name);
        }

        if (holes.FirstOrDefault(hole => Fills(parameter, hole)) is { } found)
        {
            return AssignToPath(parameter, name, found.Groups["round"].Success);
        }

        if (parameter == body)
        {
            return new RestParameter(parameter, ParameterRole.Body, name);
        }

        if (parameter.GetCustomAttribute<HeaderAttribute>(true)?.Header is { } header && !string.IsNullOrWhiteSpace(header))
        {
            return new RestParameter(parameter, ParameterRole.Header, header.Trim());
        }

        if (parameter.GetCustomAttribute<AuthorizeAttribute>(true) is { } authorize)
        {
            return new RestParameter(parameter, ParameterRole.Authorize, authorize.Scheme);
        }

        if (!parameter.IsDefined(typeof(HeaderCollectionAttribute), true))
        {
            return new RestParameter(parameter, ParameterRole.Query, name);
        }

        return parameter.ParameterType.IsAssignableFrom(typeof(IDictionary<string, string>))
            ? new RestParameter(parameter, ParameterRole.HeaderCollection, name)
            : throw new ArgumentException($"HeaderCollection parameter {name} must be an IDictionary<string, string>.");
    }

    private static RestParameter AssignToPath(ParameterInfo parameter, string name, bool isRoundTripping)
    {
        if (isRoundTripping && parameter.ParameterType != typeof(string))
        {
            throw new ArgumentException($"Round-tripping parameter {name} must be a string.");
        }

        return new RestParameter(parameter, isRoundTripping ? ParameterRole.RoundTrippingPath : ParameterRole.Path, name);
    }

    private static bool Fills(ParameterInfo parameter, Match hole) =>
        hole.Groups["name"].Value.Equals(RestParameter.UrlName(parameter), StringComparison.OrdinalIgnoreCase);

    /// <summary>The [Body] parameter, or the one complex parameter of a POST, PUT or PATCH.</summary>
    private static ParameterInfo? FindBody(ParameterInfo[] parameters, HttpMethod verb)
    {
        var marked = parameters.Where(parameter => parameter.IsDefined(typeof(BodyAttribute), true)).ToList();
        if (marked.Count > 1)
        {
            throw new ArgumentException("Only one parameter can be a Body parameter.");
        }

        if (marked.Count == 1 || (verb != HttpMethod.Post && verb != HttpMethod.Put && verb != HttpMethod.Patch))
        {
            return marked.FirstOrDefault();
        }

        var complex = parameters.Where(IsComplex).ToList();
        return complex.Count > 1
            ? throw new ArgumentException("Several complex parameters: mark the body with [Body].")
            : complex.FirstOrDefault();
    }

    private static bool IsComplex(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType
        && parameter.ParameterType != typeof(string)
        && !parameter.IsDefined(typeof(QueryAttribute), true)
        && !parameter.IsDefined(typeof(HeaderCollectionAttribute), true);

    private static Dictionary<string, string?> ReadHeaders(MethodInfo method)
    {
        // The nearest wins: inherited interfaces first, then the interface, then the method.
        var lines = method.DeclaringType!.GetInterfaces().Reverse().Append<MemberInfo>(method.DeclaringType).Append(method)
            .SelectMany(member => member.GetCustomAttributes<HeadersAttribute>(true))
            .SelectMany(attribute => attribute.Headers)
            .Where(line => !string.IsNullOrWhiteSpace(line));

        var headers = new Dictionary<string, string?>();
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[(colon < 0 ? line : line[..colon]).Trim()] = colon < 0 ? null : line[(colon + 1)..].Trim();
        }

        return headers;
    }

    /// <summary>The {name} and {**name} places of a path.</summary>
    [GeneratedRegex(@"\{(?<round>\*\*)?(?<name>[^{}]*)\}")]
    public static partial Regex Holes();
}
