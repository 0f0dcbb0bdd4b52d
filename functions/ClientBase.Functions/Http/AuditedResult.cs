using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>An answer that tells the audit what is taken out, and how many contacts that is about.</summary>
/// <param name="answer">The answer.</param>
/// <param name="what">Ids and names of things, never an address.</param>
/// <param name="count">Contacts in it; null when it holds none.</param>
public sealed class AuditedResult(IResult answer, string what, int? count) : IResult
{
    public string What => what;

    public int? Count => count;

    public Task ExecuteAsync(HttpContext httpContext) => answer.ExecuteAsync(httpContext);
}
