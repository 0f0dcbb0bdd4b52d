using ClientBase.LocalHost.Http;
using ClientBase.LocalHost.Queues;
using ClientBase.LocalHost.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.LocalHost.Invocation;

/// <summary>All functions of the app, checked: what cannot run is refused here, at the start.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionMethod> byName = new(StringComparer.OrdinalIgnoreCase);

    public FunctionCatalog(
        FunctionSource source,
        IConfiguration configuration,
        QueueMessageBinding messages,
        OutputSender outputs,
        IServiceProviderIsService registered)
    {
        var found = source.Methods().Select(FunctionDescriptor.Of).OrderBy(function => function.Name, StringComparer.Ordinal);
        foreach (var descriptor in found)
        {
            var trigger = descriptor.Trigger switch
            {
                HttpTriggerAttribute => HttpBinding.For(descriptor),
                QueueTriggerAttribute => messages.For(descriptor),
                TimerTriggerAttribute => TimerBinding.For(descriptor),
                _ => throw new InvalidOperationException(
                    $"Function '{descriptor.Name}': the local host has no {descriptor.Trigger.GetType().Name}."),
            };
            outputs.Check(descriptor);
            var function = new FunctionMethod(descriptor, ParameterBinding.For(descriptor, trigger), registered);
            if (!byName.TryAdd(descriptor.Name, function))
            {
                throw new InvalidOperationException(
                    $"Two functions are named '{descriptor.Name}': {byName[descriptor.Name].Descriptor.Place} and {descriptor.Place}.");
            }

            if (IsEnabled(configuration, descriptor.Name))
            {
                Enabled.Add(function);
            }
        }
    }

    /// <summary>Functions that listen; disabled ones can still be run by name.</summary>
    public List<FunctionMethod> Enabled { get; } = [];

    public FunctionMethod? Find(string name) => byName.GetValueOrDefault(name);

    // https://learn.microsoft.com/azure/azure-functions/disable-function
    private static bool IsEnabled(IConfiguration configuration, string name) =>
        !new[] { $"AzureWebJobs.{name}.Disabled", $"AzureWebJobs:{name}:Disabled", $"AzureWebJobs_{name}_Disabled" }
            .Select(key => configuration[key])
            .Any(value => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));
}
