using System.Reflection;
using ClientBase.Functions.Http.Describing;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.OpenApi;

/// <summary>A route of the app, as its function's attributes tell it.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Verb">The HTTP method, in capitals.</param>
/// <param name="Path">The address after the host, with names in braces.</param>
/// <param name="IsKeyed">Whether it asks for the function key.</param>
/// <param name="Method">The method that answers.</param>
internal sealed record ApiRoute(string Function, string Verb, string Path, bool IsKeyed, MethodInfo Method)
{
    // Browsers ask the one by themselves; the other is GET without its body.
    private static readonly string[] Implied = ["OPTIONS", "HEAD"];

    /// <summary>All routes of the app, in the order of their addresses.</summary>
    public static IReadOnlyList<ApiRoute> All() => Of(
        from type in typeof(ApiRoute).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
        select method);

    /// <summary>The query's parameters.</summary>
    public IEnumerable<AsksAttribute> Asks => Method.GetCustomAttribute<AsksPagingAttribute>() is null
        ? Own
        : Own.Concat(
        [
            new("take", "How many items at most: 1 to 1000, 50 where left out.") { Type = typeof(int) },
            new("continuation", "As the page before gave it; left out for the first."),
        ]);

    /// <summary>The headers beside those every request may have.</summary>
    public IEnumerable<AsksHeaderAttribute> Headers => Method.GetCustomAttributes<AsksHeaderAttribute>();

    /// <summary>Names in the address.</summary>
    public IEnumerable<string> Names => Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));

    /// <summary>The feature it belongs to: the first part of its address.</summary>
    public string Feature => Path.Split('/')[2];

    private IEnumerable<AsksAttribute> Own => Method.GetCustomAttributes<AsksAttribute>();

    private static List<ApiRoute> Of(IEnumerable<MethodInfo> methods)
    {
        var found =
            from method in methods
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let triggers = method.GetParameters().Select(one => one.GetCustomAttribute<HttpTriggerAttribute>())
            let trigger = triggers.FirstOrDefault(one => one is not null)
            where function is not null && trigger is not null
            from verb in trigger.Methods!
            where !Implied.Contains(verb.ToUpperInvariant())
            select new ApiRoute(
                function.Name, verb.ToUpperInvariant(), $"/api/{trigger.Route}", trigger.AuthLevel != AuthorizationLevel.Anonymous, method);
        var routes = found.ToList();
        return
        [
            .. routes.Select(route => route with { Path = WithoutRest(route, routes) })
                .OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Verb, StringComparer.Ordinal),
        ];
    }

    // What may follow an address ({*path}) has no word in OpenAPI: it is left out, or a name like others where the rest is all there is.
    private static string WithoutRest(ApiRoute route, List<ApiRoute> all)
    {
        var rest = route.Path.IndexOf("/{*", StringComparison.Ordinal);
        if (rest < 0)
        {
            return route.Path;
        }

        var whole = route.Path[..rest];
        return all.Any(other => other.Path == whole && other.Verb == route.Verb)
            ? route.Path.Replace("{*", "{", StringComparison.Ordinal)
            : whole;
    }
}
