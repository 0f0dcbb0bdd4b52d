using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Http;

/// <summary>Which sites may post to us from a browser.</summary>
public static class Cors
{
    /// <summary>Whether the request's origin is allowed; sets the headers a browser wants when it is.</summary>
    /// <param name="request">The request; one without <c>Origin</c> is no browser's cross-site call and is allowed.</param>
    /// <param name="allowedOrigins">Allowed origins; empty or null: all.</param>
    public static bool Allow(HttpRequest request, IReadOnlyCollection<string>? allowedOrigins)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return true;
        }

        if (IsOwn(request, origin))
        {
            return true; // A page of ours, such as the hosted form: not another site, so it needs no headers.
        }

        var isOpen = allowedOrigins is null or { Count: 0 };
        if (!isOpen && !allowedOrigins!.Any(allowed => string.Equals(allowed.TrimEnd('/'), origin, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        var headers = request.HttpContext.Response.Headers;
        headers.AccessControlAllowOrigin = isOpen ? "*" : origin;
        headers.Vary = "Origin";
        if (HttpMethods.IsOptions(request.Method))
        {
            headers.AccessControlAllowMethods = "POST";
            headers.AccessControlAllowHeaders = "Content-Type, Idempotency-Key";
            headers.AccessControlMaxAge = "3600";
        }

        return true;
    }

    private static bool IsOwn(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
