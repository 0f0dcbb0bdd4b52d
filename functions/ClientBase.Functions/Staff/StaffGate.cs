using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;

namespace ClientBase.Functions.Staff;

/// <summary>Stands before every keyed route once staff is configured: who is it, may they, and what is noted of it.</summary>
public sealed class StaffGate(StaffKeys keys, StaffPass pass) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        if (!keys.AreWanted || context.GetHttpContext() is not { } http || !KeyedRoutes.Contains(function))
        {
            await next(context);
            return;
        }

        if (CallerOf(http.Request) is not { } caller)
        {
            if (!StringValues.IsNullOrEmpty(http.Request.Headers.Authorization))
            {
                await pass.NoteStrangerAsync(function);
            }

            context.GetInvocationResult().Value =
                Problems.Unauthorized("Say who you are: Authorization: Bearer and your staff key, beside the function key.");
            return;
        }

        caller.Enter(http);
        var answer = await pass.GoAsync(caller, function, RouteRights.Of(function), http.Request, async () =>
        {
            await next(context);
            return context.GetInvocationResult().Value; // As the function has left it.
        });
        context.GetInvocationResult().Value = answer;
    }

    private Caller? CallerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? keys.Find(header[Scheme.Length..].Trim())
            : null;
}
