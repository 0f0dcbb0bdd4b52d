using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;

namespace ClientBase.Functions.Staff;

/// <summary>Stands before every keyed route once staff is configured: who is it, may they, and what is noted of it.</summary>
public sealed class StaffGate(StaffKeys keys, StaffRules rules, AuditStore audit, TimeProvider clock) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";
    private const string Refused = "refused";

    // Who showed a key that is nobody's.
    private static readonly Caller Nobody = new("?", StaffRole.None);

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
                await NoteAsync(Nobody, Refused, function, null);
            }

            context.GetInvocationResult().Value =
                Problems.Unauthorized("Say who you are: Authorization: Bearer and your staff key, beside the function key.");
            return;
        }

        caller.Enter(http);
        var right = RouteRights.Of(function);
        var subject = RouteRights.SubjectOf(http.Request);
        if (await rules.RefuseAsync(caller, right, http.Request) is { } refusal)
        {
            await NoteAsync(caller, Refused, $"{function} {subject}".TrimEnd(), null);
            context.GetInvocationResult().Value = refusal;
            return;
        }

        await next(context);
        var result = context.GetInvocationResult(); // As the function has left it.
        var shown = await rules.ShowAsync(caller, right, result.Value, http.RequestAborted);
        if (shown.IsTooMuch || right.Action is not null)
        {
            var (action, what) = shown.IsTooMuch ? (Refused, $"{function} {subject}".TrimEnd()) : (right.Action!, shown.What ?? subject);
            await NoteAsync(caller, action, what, shown.Count);
        }

        result.Value = shown.Answer;
    }

    private Caller? CallerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? keys.Find(header[Scheme.Length..].Trim())
            : null;

    // Also when the caller has gone meanwhile.
    private Task NoteAsync(Caller caller, string action, string what, int? count) =>
        audit.NoteAsync(new AuditEntry(clock.GetUtcNow(), caller.Name, RoleNames.Of(caller.Role), action, what, count), default);
}
