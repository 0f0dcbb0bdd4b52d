using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Staff;

/// <summary>Lets somebody whose key is known through to what they ask for, or refuses, and notes it.</summary>
public sealed class StaffPass(StaffRules rules, AuditStore audit, TimeProvider clock)
{
    private const string Refused = "refused";

    // Who showed a key that is nobody's.
    private static readonly Caller Nobody = new("?", StaffRole.None);

    /// <summary>What the caller gets: the answer, as much of it as they may see, or why not.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="function">The function they ask.</param>
    /// <param name="right">What it asks of them.</param>
    /// <param name="request">What they ask.</param>
    /// <param name="next">The function.</param>
    internal async Task<object?> GoAsync(Caller caller, string function, RouteRight right, HttpRequest request, Func<Task<object?>> next)
    {
        var subject = RouteRights.SubjectOf(request);
        var refused = $"{function} {subject}".TrimEnd();
        if (await rules.RefuseAsync(caller, right, request) is { } refusal)
        {
            await NoteAsync(caller, Refused, refused, null);
            return refusal;
        }

        var shown = await rules.ShowAsync(caller, right, await next(), request.HttpContext.RequestAborted);
        if (shown.IsTooMuch || right.Action is not null)
        {
            var (action, what) = shown.IsTooMuch ? (Refused, refused) : (right.Action!, shown.What ?? subject);
            await NoteAsync(caller, action, what, shown.Count);
        }

        return shown.Answer;
    }

    /// <summary>Notes that somebody showed a key that is nobody's.</summary>
    public Task NoteStrangerAsync(string function) => NoteAsync(Nobody, Refused, function, null);

    // Also when the caller has gone meanwhile.
    private Task NoteAsync(Caller caller, string action, string what, int? count) =>
        audit.NoteAsync(new AuditEntry(clock.GetUtcNow(), caller.Name, RoleNames.Of(caller.Role), action, what, count), default);
}
