using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Http;

internal static class RouteCollisions
{
    /// <exception cref="InvalidOperationException">Two functions have the same route, up to parameter names, and a method in common.</exception>
    public static void Refuse(IEnumerable<FunctionMethod> functions)
    {
        foreach (var same in functions.GroupBy(function => Shape(HttpBinding.Pattern(function.Descriptor)), StringComparer.OrdinalIgnoreCase))
        {
            var taken = new Dictionary<string, FunctionMethod>(StringComparer.OrdinalIgnoreCase);
            foreach (var (method, function) in same.SelectMany(function => Methods(function).Select(method => (method, function))))
            {
                var other = taken.GetValueOrDefault(method) ?? taken.GetValueOrDefault("*") ?? (method == "*" ? taken.Values.FirstOrDefault() : null);
                if (other is not null)
                {
                    throw new InvalidOperationException($"Functions '{other.Name}' and '{function.Name}' both answer {method} {same.Key}.");
                }

                taken.Add(method, function);
            }
        }
    }

    private static string[] Methods(FunctionMethod function) =>
        ((HttpTriggerAttribute)function.Descriptor.Trigger).Methods is { Length: > 0 } methods ? methods : ["*"];

    private static string Shape(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content))}}}",
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "",
    }))));
}
