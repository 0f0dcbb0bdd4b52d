using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels.WebPush;

/// <summary>What a site needs to ask its visitors for notifications.</summary>
/// <param name="PublicKey">The key that a browser subscribes for (VAPID), base64 for addresses; null: notifications are not set up.</param>
public sealed record PushOffer(string? PublicKey);

/// <summary>Hands out what a site needs for notifications: the public key, and the worker that shows them.</summary>
public sealed class OfferPush(IOptions<WebPushOptions> options)
{
    private const string Resource = "push.js";

    private readonly string _worker = Read();

    /// <summary>The public key.</summary>
    [Function("OfferPushKey")]
    [Answers<PushOffer>]
    public IResult Key([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "push")] HttpRequest request)
    {
        Cors.Allow(request, null); // It is public: every browser that subscribes is given it.
        return Results.Json(new PushOffer(
            options.Value is { PublicKey: { Length: > 0 } key } push && Secrets.IsSet(push.PrivateKey) ? key : null));
    }

    /// <summary>The service worker that shows a notification and opens its link; a site imports it into one of its own.</summary>
    [Function("ServePushWorker")]
    [Answers(200, "text/javascript")]
    public IResult Script([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "push.js")] HttpRequest request)
    {
        Cors.Allow(request, null);
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(_worker, "text/javascript; charset=utf-8");
    }

    private static string Read()
    {
        using var resource = typeof(OfferPush).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the app.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
