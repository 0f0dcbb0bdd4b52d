using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels.WebPush;

/// <summary>Notifications of the browser. The address is the subscription as the browser gives it, in JSON.</summary>
/// <see href="https://www.rfc-editor.org/rfc/rfc8030"/>
public sealed partial class WebPushChannel(IHttpClientFactory http, IOptions<WebPushOptions> options) : INamedChannel
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
        var shown = ShownOf(mail);
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

    // What the site's worker is handed: a click opens the first link of the text, and one that ends the text is not shown as well.
    private static string ShownOf(Mail mail)
    {
        var text = mail.Text?.Trim() ?? "";
        var link = Link().Match(text);
        var body = link.Success && link.Index + link.Length == text.Length ? text[..link.Index].TrimEnd() : text;
        return JsonSerializer.Serialize(new { title = mail.Subject, body, tag = mail.IntentId, url = link.Success ? link.Value : null });
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
