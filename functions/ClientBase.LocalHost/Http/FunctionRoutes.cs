using System.Net;
using ClientBase.LocalHost.Jobs;
using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;
using Yarp.ReverseProxy.Forwarder;

namespace ClientBase.LocalHost.Http;

/// <summary>HTTP functions: the worker serves them; the host forwards the request and tells the worker which function it is for.</summary>
internal sealed partial class FunctionRoutes(
    WorkerSupervisor worker, HostSettings settings, KeyCheck keys, IHttpForwarder forwarder, ILogger<FunctionRoutes> logger) : IDisposable
{
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
    });

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var function in worker.Functions.Where(function => function.IsHttp))
        {
            RequestDelegate handler = IsOpen(function)
                ? http => RunAsync(function, http)
                : http => keys.Allows(http) ? RunAsync(function, http) : KeyCheck.Refusal.ExecuteAsync(http);
            _ = MethodsOf(function) is [_, ..] methods
                ? routes.MapMethods(RouteOf(function), methods, handler)
                : routes.Map(RouteOf(function), handler);
        }
    }

    /// <summary>Where a function answers, without the slash in front.</summary>
    public string RouteOf(Function function) =>
        $"{settings.RoutePrefix}/{(Function.Text(function.Trigger, "route") ?? function.Name).TrimStart('/')}".TrimStart('/');

    /// <summary>The methods it answers to; empty: all.</summary>
    public static string[] MethodsOf(Function function) => function.Trigger.TryGetProperty("methods", out var methods)
        ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())]
        : [];

    public void Dispose() => _client.Dispose();

    private static bool IsOpen(Function function) =>
        string.Equals(Function.Text(function.Trigger, "authLevel"), "anonymous", StringComparison.OrdinalIgnoreCase);

    private async Task RunAsync(Function function, HttpContext http)
    {
        if (http.Request.ContentLength > BodyLimit.Bytes)
        {
            await BodyLimit.Refusal.ExecuteAsync(http);
            return;
        }

        var request = Invocations.New(function, new TypedData { Http = new() });
        foreach (var (name, value) in http.Request.RouteValues)
        {
            request.TriggerMetadata[name] = RpcData.From(value?.ToString());
        }

        try
        {
            var channel = await worker.ReadyAsync(http.RequestAborted);
            http.Request.Headers["x-ms-invocation-id"] = request.InvocationId;
            var invocation = channel.InvokeAsync(request, http.RequestAborted);
            await forwarder.SendAsync(http, channel.HttpAddress!, _client, Config, Forwarded.Instance);
            var response = await invocation;
            if (response.Result.Status != StatusResult.Types.Status.Success)
            {
                Failed(function.Name, response.Result.Exception?.Message ?? response.Result.Result, response.Result.Exception?.StackTrace);
                Answer(http, StatusCodes.Status500InternalServerError);
            }
        }
        catch (OperationCanceledException)
        {
            // The worker has gone, or the caller. What was not answered is the caller's to try again.
            Answer(http, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Function '{Function}' failed: {Problem}\n{Trace}")]
    private partial void Failed(string function, string problem, string? trace);

    /// <summary>The caller's address and the host it asked for go with the request, as the Functions host sends them.</summary>
    private sealed class Forwarded : HttpTransformer
    {
        public static readonly Forwarded Instance = new();

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var caller = httpContext.Connection.RemoteIpAddress?.ToString();
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-For", caller);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Proto", httpContext.Request.Scheme);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Host", httpContext.Request.Host.Value);
        }
    }
}
