using System.Net;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels.WebPush;

/// <summary>Notifications of the browser. The address is the subscription as the browser gives it, in JSON.</summary>
/// <see href="https://www.rfc-editor.org/rfc/rfc8030"/>
public sealed class WebPushChannel(IHttpClientFactory http, IOptions<WebPushOptions> options) : INamedChannel
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "WebPush";

    private const int SecondsKept = 24 * 3600;

    public string Name => "push";

    public string? Missing =>
        options.Value.PublicKey.Length == 0 ? "WebPush__PublicKey"
        : !Secrets.IsSet(options.Value.PrivateKey) ? "WebPush__PrivateKey"
        : options.Value.Subject.Length == 0 ? "WebPush__Subject"
        : null;

    public bool KnowsRepeats => false;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        PushSubscription? subscription;
        try
        {
            subscription = JsonSerializer.Deserialize<PushSubscription>(mail.To, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            subscription = null;
        }

        if (subscription?.Endpoint is null || subscription.Keys is null)
        {
            return SendOutcome.Refused($"{MessageSender.Gone}not a subscription");
        }

        var push = options.Value;
        using var keys = new VapidAuthentication(push.PublicKey, push.PrivateKey) { Subject = push.Subject };
        var client = new PushServiceClient(http.CreateClient(ClientName)) { DefaultAuthentication = keys, AutoRetryAfter = false };
        var shown = JsonSerializer.Serialize(new { title = mail.Subject, body = mail.Text, tag = mail.IntentId });
        try
        {
            await client.RequestPushMessageDeliveryAsync(
                subscription, new PushMessage(shown) { TimeToLive = SecondsKept, Urgency = PushMessageUrgency.Normal }, cancellationToken);
            return SendOutcome.Accepted;
        }
        catch (PushServiceClientException refused)
        {
            return refused.StatusCode is HttpStatusCode.Gone or HttpStatusCode.NotFound
                ? SendOutcome.Refused($"{MessageSender.Gone}{(int)refused.StatusCode}")
                : HttpOutcomes.Of(refused.StatusCode, refused.Headers, "push");
        }
        catch (Exception failure) when (HttpOutcomes.Of(failure) is not null)
        {
            return HttpOutcomes.Of(failure)!;
        }
    }
}
