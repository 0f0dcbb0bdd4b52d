using System.Text.Json;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using ClientBase.Functions.Products;
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
    CaptureStore captures,
    ProductStore products,
    TimeProvider clock,
    ILogger<ReceiveWebhook> logger)
{
    private const int MaxBytes = 1_048_576;

    /// <summary>Runs for each delivery.</summary>
    [Function(nameof(ReceiveWebhook))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "hooks/{shop}")] HttpRequest request,
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
        };
        if (hooks.IsPing(webhook))
        {
            return Ok();
        }

        var verdict = hooks.Verify(webhook, options);
        if (verdict != SignatureVerdict.Valid)
        {
            logger.SignatureRefused(TopicOf(hooks, webhook), name, verdict);
            return Problems.Unauthorized($"The signature is not valid: {Explain(verdict, name)}");
        }

        return await KeepAsync(Read(hooks, webhook), name, TopicOf(hooks, webhook), cancellationToken);
    }

    // Durable before the answer: what a shop was told 200 for is never sent again.
    private async Task<IResult> KeepAsync(WebhookReading reading, string shop, string topic, CancellationToken cancellationToken)
    {
        if (reading.Error is { } error)
        {
            logger.BodyRefused(topic, shop, error);
            return Problems.BadRequest(error);
        }

        if (reading.Warning is { } warning)
        {
            logger.Questionable(topic, shop, warning);
        }

        if (reading.Capture is { } capture)
        {
            await captures.PutAsync(capture, cancellationToken);
        }
        else if (reading.Product is null)
        {
            logger.NotUsed(topic, shop);
        }

        if (reading.Product is { } product)
        {
            await products.SaveAsync(product, cancellationToken);
        }

        return Ok();
    }

    private static IResult Ok() => Results.Text("ok");

    private static WebhookReading Read(IShopWebhooks hooks, Webhook webhook)
    {
        try
        {
            return hooks.Read(webhook);
        }
        catch (JsonException broken)
        {
            return WebhookReading.Wrong($"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            return WebhookReading.Wrong("The body holds text that is not valid Unicode.");
        }
    }

    // Anybody may have sent it: what does not look like a topic is not logged.
    private static string TopicOf(IShopWebhooks hooks, Webhook webhook) => hooks.TopicOf(webhook) switch
    {
        "" => "(none)",
        { Length: <= 60 } topic when topic.All(c => char.IsAsciiLetter(c) || c is '/' or '.' or '_') => topic,
        _ => "(not a topic)",
    };

    private static string Explain(SignatureVerdict verdict, string shop) => verdict switch
    {
        SignatureVerdict.NoSecret => $"no secret is configured, set Shops__{shop}__Secret.",
        SignatureVerdict.Missing => "the signature header is missing.",
        SignatureVerdict.Malformed => "the signature header is not in the form this shop sends.",
        _ => "it is of other bytes or made with another secret.",
    };
}
