using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Worker;
using Microsoft.Azure.WebJobs;

namespace ClientBase.LocalHost.Jobs;

/// <summary>Hands a trigger's event to the worker, and what the function returns to its output bindings.</summary>
internal sealed class WorkerInvoker(WorkerSupervisor worker) : ITriggeredInvoker
{
    private readonly Dictionary<string, Function> _functions =
        worker.Functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public async Task InvokeAsync(string name, object? trigger, Binder binder, CancellationToken cancellationToken)
    {
        var function = _functions[name];
        var request = Invocations.New(function, RpcData.From(trigger));
        foreach (var (key, value) in binder.BindingData.Where(data => data.Value is not null && data.Key != "sys"))
        {
            request.TriggerMetadata[key] = RpcData.From(value);
        }

        var response = await worker.InvokeAsync(request, cancellationToken);
        Check(function, response.Result);
        await QueueOutputs.SendAsync(function, response, binder, cancellationToken);
    }

    private static void Check(Function function, StatusResult result)
    {
        switch (result.Status)
        {
            case StatusResult.Types.Status.Success:
                return;
            case StatusResult.Types.Status.Cancelled:
                throw new OperationCanceledException($"Function '{function.Name}' was cancelled.");
            default:
                throw new WorkerException(result.Exception?.Message ?? result.Result, result.Exception?.StackTrace);
        }
    }
}

/// <summary>An exception of the app, as the worker tells of it.</summary>
internal sealed class WorkerException(string message, string? workerTrace) : Exception(message)
{
    public override string? StackTrace => workerTrace;
}
