using Microsoft.AspNetCore.Http;

namespace ClientBase.LocalHost.Http;

/// <summary>Tells callers of no route (404) or of a route by a wrong method (405) so, in the form of all other errors.</summary>
internal sealed class UnmatchedRequests(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response is not { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed }
            || Answered(http))
        {
            return;
        }

        await Problems.WriteAsync(http, http.Response.StatusCode, http.Response.StatusCode == StatusCodes.Status404NotFound
            ? "There is no such route."
            : $"This route takes {http.Response.Headers.Allow}.");
    }

    // Functions answer 404 themselves, and then mean it; routing's own 405 is an endpoint without a pattern.
    private static bool Answered(HttpContext http) =>
        http.GetEndpoint() is Microsoft.AspNetCore.Routing.RouteEndpoint;
}
