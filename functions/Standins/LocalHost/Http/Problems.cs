using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ClientBase.LocalHost.Http;

/// <summary>Errors as RFC 9457 problem details.</summary>
internal static class Problems
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Task WriteAsync(HttpContext http, int status, string? detail = null)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        http.Response.Headers.Allow = allow;
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new Problem(status, ReasonPhrases.GetReasonPhrase(status), detail), Json, "application/problem+json", http.RequestAborted);
    }

    private sealed record Problem(int Status, string Title, string? Detail);
}
