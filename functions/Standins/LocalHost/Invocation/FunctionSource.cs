using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Invocation;

/// <summary>Where functions are looked for.</summary>
internal sealed record FunctionSource(IEnumerable<Type> Types)
{
    public static FunctionSource EntryAssembly() => new(Assembly.GetEntryAssembly()?.GetTypes() ?? []);

    public IEnumerable<MethodInfo> Methods() => Types
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FunctionAttribute)));
}
