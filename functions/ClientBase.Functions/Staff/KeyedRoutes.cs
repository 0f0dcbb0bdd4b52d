using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Staff;

/// <summary>Which functions ask for a function key: those are for the staff. The others are for everybody.</summary>
internal static class KeyedRoutes
{
    private static readonly Lazy<FrozenSet<string>> Names = new(() => FrozenSet.ToFrozenSet<string>(
    [
        .. from type in typeof(KeyedRoutes).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null && method.GetParameters().Any(IsKeyed)
           select function.Name,
    ]));

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> All => Names.Value;

    public static bool Contains(string function) => Names.Value.Contains(function);

    private static bool IsKeyed(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<HttpTriggerAttribute>() is { AuthLevel: not AuthorizationLevel.Anonymous };
}
