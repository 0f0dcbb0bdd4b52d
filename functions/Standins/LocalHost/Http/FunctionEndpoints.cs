using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Http;

/// <summary>HTTP functions as ASP.NET endpoints.</summary>
internal sealed class FunctionEndpoints(
    FunctionCatalog functions,
    LocalHostOptions options,
    FunctionInvoker invoker,
    InvocationDrain drain,
    KeyCheck keys,
    ILoggerFactory loggers)
{
    /// <exception cref="InvalidOperationException">Two functions answer the same requests.</exception>
    public void Map(IEndpointRouteBuilder routes, bool aspNetCore)
    {
        var http = functions.Enabled.Where(function => function.Descriptor.Trigger is HttpTriggerAttribute).ToList();
        if (http.Count > 0 && !aspNetCore)
        {
            throw new InvalidOperationException("HTTP functions need builder.ConfigureFunctionsWebApplication() in Program.cs.");
        }

        RouteCollisions.Refuse(http);
        foreach (var function in http)
        {
            var trigger = (HttpTriggerAttribute)function.Descriptor.Trigger;
            var endpoint = trigger.Methods is { Length: > 0 } methods
                ? routes.MapMethods(Route(function), methods.Select(method => method.ToUpperInvariant()), Handler(function, trigger))
                : routes.Map(Route(function), Handler(function, trigger));
            endpoint.WithDisplayName(function.Name);
        }
    }

    public string Route(FunctionMethod function) =>
        $"{options.RoutePrefix.Trim('/')}/{HttpBinding.Pattern(function.Descriptor).RawText}".TrimStart('/');

    private RequestDelegate Handler(FunctionMethod function, HttpTriggerAttribute trigger)
    {
        var logger = loggers.CreateLogger($"Function.{function.Name}");
        return async http =>
        {
            if (trigger.AuthLevel != AuthorizationLevel.Anonymous && !keys.Allows(http))
            {
                await Problems.WriteAsync(http, StatusCodes.Status401Unauthorized, KeyCheck.Advice);
                return;
            }

            await RunAsync(function, http, logger);
        };
    }

    private async Task RunAsync(FunctionMethod function, HttpContext http, ILogger logger)
    {
        using var running = drain.Enter();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, drain.Abort);
        try
        {
            var trigger = new TriggerEvent(http) { BindingData = http.Request.RouteValues };
            await FunctionResponse.WriteAsync(http, await invoker.InvokeAsync(function, trigger, cancellation.Token));
        }
        catch (BindingException e)
        {
            await Problems.WriteAsync(http, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await Problems.WriteAsync(http, e.StatusCode, e.Message);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            // Nobody waits for this answer any more.
        }
        catch (Exception e)
        {
            logger.FunctionFailed(function.Name, e);
            await Problems.WriteAsync(http, StatusCodes.Status500InternalServerError);
        }
    }
}
