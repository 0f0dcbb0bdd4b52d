using System.Text.Json;
using Azure.Storage.Queues;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Visits.Push;

/// <summary>Takes a browser's subscription to notifications, which its visitor has just allowed.</summary>
public sealed class TakePushSubscription(
    QueueServiceClient queues, VisitRateLimit rate, IOptions<VisitOptions> options, TimeProvider clock)
{
    private const int MaxBytes = 8_192;

    private readonly QueueClient _identified = queues.GetQueueClient(Queues.Identified);

    /// <summary>
    /// 202 once it is durable. It is the word of whoever becomes known by the browser: a consent to marketing by <c>push</c>, or with
    /// <c>granted: false</c> the withdrawal of it.
    /// </summary>
    [Function(nameof(TakePushSubscription))]
    [Takes<PushBody>(Example = """
        {"visitorId":"v-docs","endpoint":"https://push.example/send/1","keys":{"p256dh":
        "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM","auth":"tBHItJI5svbpez7KI4CCXg"}}
        """)]
    [Answers(202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "options", Route = "push")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!Cors.Allow(request, options.Value.Origins))
        {
            return Problems.Forbidden(
                "Subscriptions may not be posted from this site. Add the site to the setting Visits__AllowedOrigins.");
        }

        if (HttpMethods.IsOptions(request.Method))
        {
            return Results.NoContent();
        }

        var from = Client.AddressOf(request);
        if (!rate.Allows(from))
        {
            request.HttpContext.Response.Headers.RetryAfter = "60";
            return Problems.TooMany($"At most {options.Value.RatePerMinute} posts a minute from one address.");
        }

        var (body, problem) = await JsonBodies.ReadAsync<PushBody>(request, MaxBytes, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (PushPost.Read(body, clock.GetUtcNow(), from, errors) is not { } said)
        {
            return Problems.BadRequest("This is no subscription of a browser.", errors);
        }

        await _identified.SendMessageAsync(JsonSerializer.Serialize(said, JsonSerializerOptions.Web), cancellationToken);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
