using System.Collections.Immutable;
using ClientBase.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Timers;

internal static class TimerBinding
{
    public static TriggerBinding For(FunctionDescriptor function) => function.TriggerParameter.ParameterType == typeof(TimerInfo)
        ? new TriggerBinding(context => ValueTask.FromResult<object?>(context.Trigger.Data), ImmutableHashSet<string>.Empty)
        : throw new InvalidOperationException(
            $"Function '{function.Name}': a timer trigger stands on a parameter of type TimerInfo, " +
            $"not {function.TriggerParameter.ParameterType.Name}.");
}
