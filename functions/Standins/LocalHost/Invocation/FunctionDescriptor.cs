using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ClientBase.LocalHost.Invocation;

/// <summary>One method marked as a function, with its trigger.</summary>
internal sealed record FunctionDescriptor(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    public RetryAttribute? Retry { get; } = Method.GetCustomAttribute<RetryAttribute>();

    public string Place => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    /// <exception cref="InvalidOperationException">The method is no function the host could run.</exception>
    public static FunctionDescriptor Of(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToArray();
        if (triggers.Length != 1)
        {
            throw new InvalidOperationException(
                $"Function '{name}' ({method.DeclaringType}.{method.Name}) has {triggers.Length} triggers; it needs exactly one.");
        }

        var descriptor = new FunctionDescriptor(name, method, triggers[0], triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!);
        descriptor.CheckRetry();
        return descriptor;
    }

    // The official build refuses retry attributes on triggers that do not support them (queues and HTTP have their own ways).
    private void CheckRetry()
    {
        var capabilities = Trigger.GetType().GetCustomAttribute<BindingCapabilitiesAttribute>()?.Capabilities ?? [];
        if (Retry is not null && !capabilities.Contains(KnownBindingCapabilities.FunctionLevelRetry))
        {
            throw new InvalidOperationException($"Function '{Name}' has a retry attribute, which its trigger does not support.");
        }
    }
}
