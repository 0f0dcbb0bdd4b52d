using System.Diagnostics;
using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Worker;

namespace ClientBase.LocalHost.Jobs;

/// <summary>Requests to the worker to run a function.</summary>
internal static class Invocations
{
    public static InvocationRequest New(Function function, TypedData trigger) => new()
    {
        InvocationId = Guid.NewGuid().ToString(),
        FunctionId = function.Id,
        TraceContext = CurrentTrace(),
        RetryContext = new(),
        InputData = { new ParameterBinding { Name = function.TriggerName, Data = trigger } },
    };

    private static TraceContext CurrentTrace() => Activity.Current is { } activity
        ? new() { TraceParent = activity.Id, TraceState = activity.TraceStateString ?? "" }
        : new();
}
