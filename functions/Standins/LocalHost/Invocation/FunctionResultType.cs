using System.Reflection;

namespace ClientBase.LocalHost.Invocation;

/// <summary>Awaits what a function method returned, whatever kind of task it is.</summary>
internal static class FunctionResultType
{
    public static Type Of(MethodInfo method) =>
        method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>))
                ? method.ReturnType.GetGenericArguments()[0]
                : method.ReturnType;

    public static Func<object?, ValueTask<object?>> ReaderFor(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task))
        {
            return async task => { await (Task)task!; return null; };
        }

        if (returned == typeof(ValueTask))
        {
            return async task => { await (ValueTask)task!; return null; };
        }

        if (Of(method) == returned)
        {
            return ValueTask.FromResult;
        }

        var name = returned.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(ReadTaskAsync) : nameof(ReadValueTaskAsync);
        return typeof(FunctionResultType).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(Of(method)).CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static async ValueTask<object?> ReadTaskAsync<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> ReadValueTaskAsync<T>(object? task) => await (ValueTask<T>)task!;
}
