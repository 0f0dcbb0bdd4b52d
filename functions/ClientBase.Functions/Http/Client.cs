using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClientBase.Functions.Http;

/// <summary>What a request tells of the client behind it.</summary>
public static class Client
{
    private static readonly string[] Languages = ["en", "ru"];

    /// <summary>The client's network address.</summary>
    /// <remarks>
    /// The worker has taken it off the end of X-Forwarded-For, where the platform's front end put it; what is left in that header is the
    /// client's own claim.
    /// </remarks>
    public static string AddressOf(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    /// <summary>
    /// What is counted when requests of one client are: its address, of IPv6 the network of 64 bits that one customer of a provider gets.
    /// </summary>
    public static string NetworkOf(HttpRequest request)
    {
        var address = AddressOf(request);
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    /// <summary>Where the client has reached us: scheme and host.</summary>
    public static string RootOf(HttpRequest request) => $"{request.Scheme}://{request.Host.Value}";

    /// <summary>The language of ours the client likes best, or English.</summary>
    public static string LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Languages.FirstOrDefault(ours => language.Value.StartsWith(ours, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(ours => ours is not null) ?? "en";

    /// <summary>
    /// How old an answer the client takes (<c>Cache-Control: max-age</c>); null: it does not say, and gets what is so now.
    /// </summary>
    public static TimeSpan? MaxAgeOf(HttpRequest request) => request.GetTypedHeaders().CacheControl?.MaxAge;

    /// <summary>Tells the client of when an answer is (<c>Age</c>).</summary>
    public static void TellAge(HttpRequest request, TimeSpan age) => request.HttpContext.Response.Headers.Age =
        Math.Max(0, (long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture);

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
