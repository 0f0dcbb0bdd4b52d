using System.Collections.Concurrent;
using System.Diagnostics;
using ClientBase.LocalHost.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace ClientBase.LocalHost.Invocation;

/// <summary>Runs functions: a scope of services, the middleware, the call, the queue outputs.</summary>
internal sealed class FunctionInvoker(FunctionPipeline pipeline, IServiceScopeFactory scopes, OutputSender outputs)
{
    private static readonly ActivitySource Activities = new("Microsoft.Azure.Functions.Worker");

    private readonly Func<FunctionMethod, FunctionExecutionDelegate> build = function => pipeline.Build(async context =>
    {
        var local = (LocalFunctionContext)context;
        local.Outcome.Value = await function.CallAsync(local);
    });

    private readonly ConcurrentDictionary<FunctionMethod, FunctionExecutionDelegate> pipelines = new();

    /// <returns>What the function answers its HTTP caller, when it has one.</returns>
    public async Task<object?> InvokeAsync(FunctionMethod function, TriggerEvent trigger, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity("Invoke", ActivityKind.Internal);
        activity?.SetTag("faas.name", function.Name);

        if (trigger.Data is HttpContext http)
        {
            // ASP.NET has opened a scope for the request already.
            return await RunAsync(function, new(function, trigger, http.RequestServices, cancellationToken));
        }

        await using var scope = scopes.CreateAsyncScope();
        return await RunAsync(function, new(function, trigger, scope.ServiceProvider, cancellationToken));
    }

    private async Task<object?> RunAsync(FunctionMethod function, LocalFunctionContext context)
    {
        await pipelines.GetOrAdd(function, build)(context);
        return await outputs.SendAsync(function.Descriptor.Method, context.Outcome.Value, context.CancellationToken);
    }
}
