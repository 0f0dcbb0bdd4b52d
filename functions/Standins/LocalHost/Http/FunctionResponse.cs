using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace ClientBase.LocalHost.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class FunctionResponse
{
    private static readonly ActionDescriptor NoAction = new();

    public static Task WriteAsync(HttpContext http, object? result)
    {
        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), NoAction));
            case IResult plain:
                return plain.ExecuteAsync(http);
            case null:
                WriteNothing(http.Response);
                return Task.CompletedTask;
            case string text:
                return http.Response.WriteAsync(text, http.RequestAborted);
            default:
                return http.Response.WriteAsJsonAsync(result, result.GetType(), http.RequestAborted);
        }
    }

    // A function or middleware may have answered by the HttpContext itself.
    private static void WriteNothing(HttpResponse response)
    {
        if (!response.HasStarted && response is { StatusCode: StatusCodes.Status200OK, ContentLength: null })
        {
            response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
