using System.Buffers.Text;
using System.Text.Json;
using ClientBase.Domain.Behaviour;
using ClientBase.Functions.Capture;

namespace ClientBase.Functions.Visits.Push;

/// <summary>A browser's subscription to notifications, as GET /api/openapi.json tells it.</summary>
/// <param name="VisitorId">The browser, as for POST /api/visits.</param>
/// <param name="Endpoint">Where notifications of this browser are put: an https address of its maker's.</param>
/// <param name="Keys">What they are encrypted by.</param>
/// <param name="Granted">Whether notifications may be shown; false takes it back. True where left out.</param>
/// <param name="Page">On which page the visitor was asked.</param>
/// <param name="Id">Tells repeats; made of the rest and the minute where left out.</param>
public sealed record PushBody(
    string VisitorId, string Endpoint, PushKeys Keys, bool? Granted = null, string? Page = null, string? Id = null);

/// <summary>Keys of a subscription, base64 for addresses.</summary>
/// <param name="P256dh">A point of the curve P-256: 65 bytes.</param>
/// <param name="Auth">A secret of 16 bytes.</param>
public sealed record PushKeys(string P256dh, string Auth);

/// <summary>Reads such a body.</summary>
internal static class PushPost
{
    private const int MaxEndpoint = 1_000;
    private const int MaxPage = 500;
    private const int MaxId = 100;
    private const int PointBytes = 65;
    private const int SecretBytes = 16;

    /// <summary>What a browser says; null with what is wrong with it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="now">When it was received.</param>
    /// <param name="from">Network address it came from.</param>
    /// <param name="errors">Why it cannot be taken, by member.</param>
    public static VisitorIdentified? Read(PushBody body, DateTimeOffset now, string from, Dictionary<string, string[]> errors)
    {
        Check(errors, "visitorId", VisitPost.IsVisitorId(body.VisitorId), VisitPost.VisitorIdRule);
        Check(errors, "endpoint", IsEndpoint(body.Endpoint), $"is the subscription's https address, at most {MaxEndpoint} letters");
        Check(errors, "keys.p256dh", IsBase64(body.Keys?.P256dh, PointBytes), $"is {PointBytes} bytes in base64 for addresses");
        Check(errors, "keys.auth", IsBase64(body.Keys?.Auth, SecretBytes), $"is {SecretBytes} bytes in base64 for addresses");
        Check(errors, "page", body.Page is null or { Length: <= MaxPage }, $"is at most {MaxPage} letters");
        Check(errors, "id", body.Id is null or { Length: > 0 and <= MaxId }, $"is 1 to {MaxId} letters");
        if (errors.Count > 0)
        {
            return null;
        }

        var isGranted = body.Granted ?? true;
        var subscription = JsonSerializer.Serialize(
            new { endpoint = body.Endpoint, keys = new { p256dh = body.Keys!.P256dh, auth = body.Keys.Auth } });
        var id = body.Id ?? $"{now.ToUnixTimeSeconds() / 60}";
        var said = new PushSaid(
            CaptureId.Of("push", body.VisitorId, $"{subscription}\n{isGranted}\n{id}"), subscription, isGranted, body.Page, from);
        return new VisitorIdentified(body.VisitorId, null, null, now, Push: said);
    }

    private static void Check(Dictionary<string, string[]> errors, string name, bool isRight, string rule)
    {
        if (!isRight)
        {
            errors[name] = [rule];
        }
    }

    // Whether it leads into a private network is looked at when something is sent there: names change.
    private static bool IsEndpoint(string? text) => text is { Length: <= MaxEndpoint }
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "" };

    private static bool IsBase64(string? text, int bytes) =>
        text is not null && Base64Url.IsValid(text, out var length) && length == bytes;
}
