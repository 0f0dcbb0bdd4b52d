using System.Net;
using System.Security.Cryptography;
using System.Text;
using ClientBase.LocalHost.Settings;

namespace ClientBase.LocalHost.Http;

/// <summary>Who may call function-level and admin routes.</summary>
internal sealed class KeyCheck(HostSettings settings)
{
    private readonly byte[] _expected = SHA256.HashData(Encoding.UTF8.GetBytes(settings.FunctionKey));

    public static IResult Refusal { get; } = Results.Problem(
        title: "Not authenticated", detail: "This route needs the function key in the header x-functions-key.", statusCode: 401);

    public bool Allows(HttpContext http)
    {
        if (settings.FunctionKey.Length == 0)
        {
            return IsLocalCaller(http);
        }

        var given = http.Request.Headers["x-functions-key"].FirstOrDefault() ?? http.Request.Query["code"].FirstOrDefault();

        // Hashes have one length, so the comparison takes one time whatever was given.
        return given is not null
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _expected);
    }

    // A tunnel, a proxy or a page open in the developer's browser also comes from loopback, but speaks for somebody else.
    private static bool IsLocalCaller(HttpContext http)
    {
        var headers = http.Request.Headers;
        var host = http.Request.Host.Host;
        return http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("Forwarded")
            && headers["Sec-Fetch-Site"] != "cross-site"
            && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var named) && IPAddress.IsLoopback(named)));
    }
}
