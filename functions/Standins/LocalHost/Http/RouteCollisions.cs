using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Http;

internal static class RouteCollisions
{
    private const string Any = "*";

    /// <exception cref="InvalidOperationException">Two functions have one route, up to parameter names, and a method in common.</exception>
    public static void Refuse(IEnumerable<FunctionMethod> functions)
    {
        foreach (var same in functions.GroupBy(ShapeOf, StringComparer.OrdinalIgnoreCase))
        {
            var taken = new Dictionary<string, FunctionMethod>(StringComparer.OrdinalIgnoreCase);
            foreach (var (method, function) in same.SelectMany(function => Methods(function).Select(method => (method, function))))
            {
                var rival = method == Any ? taken.Values.FirstOrDefault() : taken.GetValueOrDefault(method) ?? taken.GetValueOrDefault(Any);
                if (rival is not null)
                {
                    throw new InvalidOperationException($"Functions '{rival.Name}' and '{function.Name}' both answer {method} {same.Key}.");
                }

                taken.Add(method, function);
            }
        }
    }

    private static string[] Methods(FunctionMethod function) =>
        ((HttpTriggerAttribute)function.Descriptor.Trigger).Methods is { Length: > 0 } methods ? methods : [Any];

    private static string ShapeOf(FunctionMethod function) => Shape(HttpBinding.Pattern(function.Descriptor));

    private static string Shape(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter =>
            $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content))}}}",
        _ => "",
    };
}
