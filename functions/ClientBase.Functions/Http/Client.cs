using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClientBase.Functions.Http;

/// <summary>What a request tells of the client behind it.</summary>
public static class Client
{
    private static readonly string[] Languages = ["en", "ru"];

    /// <summary>The client's network address.</summary>
    /// <remarks>Behind the platform's front end it is the last entry of X-Forwarded-For; those before it are the client's claims.</remarks>
    public static string AddressOf(HttpRequest request)
    {
        var forwarded = request.Headers["X-Forwarded-For"].ToString();
        var last = forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
        if (IPEndPoint.TryParse(last, out var endpoint))
        {
            return endpoint.Address.ToString();
        }

        return request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
    }

    /// <summary>The language of ours the client likes best, or English.</summary>
    public static string LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Languages.FirstOrDefault(ours => language.Value.StartsWith(ours, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(ours => ours is not null) ?? "en";

    /// <summary>Whether the client would rather have a page than JSON: a browser posting a plain form does.</summary>
    public static bool PrefersHtml(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        double QualityOf(string type) =>
            accepted.Where(one => one.MediaType == type).Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
        return QualityOf("text/html") > Math.Max(QualityOf("application/json"), QualityOf("application/problem+json"));
    }
}
