using System.Text.Json;
using System.Xml;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops;

/// <summary>Takes a shop's webhook: verifies, reads, makes durable, answers.</summary>
public sealed class ReceiveWebhook(
    IOptions<ShopsOptions> shops,
    IOptions<CaptureOptions> habits,
    IEnumerable<IShopWebhooks> software,
    WebhookKeeper keeper,
    TimeProvider clock,
    ILogger<ReceiveWebhook> logger)
{
    private const int MaxBytes = 1_048_576;

    /// <summary>Runs for each delivery.</summary>
    [Function(nameof(ReceiveWebhook))]
    [Takes<JsonElement>]
    [AsksHeader("X-Shopify-Topic", "Of Shopify: what happened.")]
    [AsksHeader("X-Shopify-Hmac-SHA256", "Of Shopify: the signature of the body.")]
    [AsksHeader("X-WC-Webhook-Topic", "Of WooCommerce: what happened.")]
    [AsksHeader("X-WC-Webhook-Signature", "Of WooCommerce: the signature of the body.")]
    [AsksHeader("webhook-id", "Of Standard Webhooks: the same for every repeat.")]
    [AsksHeader("webhook-timestamp", "Of Standard Webhooks: when it was sent, in seconds since 1970.")]
    [AsksHeader("webhook-signature", "Of Standard Webhooks: the signature of id, time and body.")]
    [Answers(200, "text/plain")]
    [Refuses(401, "The signature is missing or not the shop's.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "hooks/{shop}/{*path}")] HttpRequest request,
        string shop,
        CancellationToken cancellationToken)
    {
        if (!shops.Value.TryGetValue(shop, out var options))
        {
            return Problems.NotFound($"There is no shop '{shop}'. Set Shops__{shop}__Kind and Shops__{shop}__Secret.");
        }

        if (software.FirstOrDefault(one => one.Kind == options.Kind) is not { } hooks)
        {
            var taken = string.Join(", ", software.Select(one => one.Kind));
            return Problems.NotFound($"Webhooks of {options.Kind} are not taken. Those of {taken} are.");
        }

        // The name as configured: captures of /hooks/Acme and /hooks/acme are of one shop.
        var name = shops.Value.Keys.First(key => string.Equals(key, shop, StringComparison.OrdinalIgnoreCase));
        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
        {
            logger.SizeRefused(name, MaxBytes);
            return Problems.TooLarge(MaxBytes);
        }

        var webhook = new Webhook(name, request.Headers, body, clock.GetUtcNow())
        {
            Country = habits.Value.Country,
            Currency = options.Currency is { Length: > 0 } currency ? currency : null,
            Path = PathBehind(request, shop),
        };
        if (hooks.IsPing(webhook))
        {
            return Ok();
        }

        var verdict = hooks.Verify(webhook, options);
        if (verdict != SignatureVerdict.Valid)
        {
            logger.SignatureRefused(TopicOf(hooks, webhook), name, verdict);
            return Problems.Unauthorized(Explain(verdict, name));
        }

        var reading = Read(hooks, webhook);
        return await keeper.KeepAsync(reading, webhook, options, TopicOf(hooks, webhook), cancellationToken)
            ? Ok()
            : Problems.BadRequest(reading.Error!);
    }

    private static IResult Ok() => Results.Text("ok");

    /// <summary>Reads a webhook; what is no JSON and no XML is wrong.</summary>
    internal static WebhookReading Read(IShopWebhooks hooks, Webhook webhook)
    {
        try
        {
            return hooks.Read(webhook);
        }
        catch (JsonException broken)
        {
            return WebhookReading.Wrong($"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (XmlException broken)
        {
            return WebhookReading.Wrong($"The body is not valid XML: line {broken.LineNumber}, letter {broken.LinePosition}.");
        }
    }

    // From the address itself: the worker gives a function the parameters of its route, but not an empty rest.
    private static string PathBehind(HttpRequest request, string shop)
    {
        var path = request.Path.Value ?? "";
        var at = path.IndexOf($"hooks/{shop}/", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : path[(at + $"hooks/{shop}/".Length)..].Trim('/');
    }

    // Anybody may have sent it: what does not look like a topic is not logged.
    private static string TopicOf(IShopWebhooks hooks, Webhook webhook) => hooks.TopicOf(webhook) switch
    {
        "" => "(none)",
        { Length: <= 60 } topic when topic.All(c => char.IsAsciiLetter(c) || c is '/' or '.' or '_') => topic,
        _ => "(not a topic)",
    };

    private static string Explain(SignatureVerdict verdict, string shop) => verdict == SignatureVerdict.WrongAddress
        ? $"The address is not valid: behind the shop's name it has to carry the secret, Shops__{shop}__Secret."
        : $"The signature is not valid: {WhyNot(verdict, shop)}";

    private static string WhyNot(SignatureVerdict verdict, string shop) => verdict switch
    {
        SignatureVerdict.NoSecret => $"no secret is configured, set Shops__{shop}__Secret.",
        SignatureVerdict.UnusableSecret => $"Shops__{shop}__Secret is not a secret of Standard Webhooks: whsec_ and base64.",
        SignatureVerdict.Missing => "the signature is missing.",
        SignatureVerdict.Malformed => "the signature is not in the form this shop sends.",
        SignatureVerdict.Stale => "its time is more than five minutes from now.",
        _ => "it is of other bytes or made with another secret.",
    };
}
