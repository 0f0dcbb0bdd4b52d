using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels.Webhook;

/// <summary>
/// Calls another system at the address given, signed by Standard Webhooks. A repeat carries the same id and is known by it.
/// </summary>
/// <see href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"/>
public sealed class WebhookChannel(IHttpClientFactory http, IOptions<WebhooksOptions> options, TimeProvider clock) : INamedChannel
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Webhooks";

    private const string SecretPrefix = "whsec_";

    public string Name => "webhook";

    public string? Missing => KeyOf(options.Value.Secret) is null ? "Webhooks__Secret (whsec_ and base64)" : null;

    public bool KnowsRepeats => true;

    /// <summary>Sends a message to the address that is its reader's.</summary>
    public Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "message",
                timestamp = mail.At,
                data = new
                {
                    campaign = mail.CampaignId,
                    contact = ContactOf(mail),
                    subject = mail.Subject,
                    html = mail.Html,
                    text = mail.Text,
                },
            },
            JsonSerializerOptions.Web);
        return PostAsync(mail.To, mail.IntentId, body, cancellationToken);
    }

    // The intent's id begins with it.
    private static string? ContactOf(Mail mail) =>
        mail.IntentId.Length > 26 && ContactId.IsValid(mail.IntentId[..26]) ? mail.IntentId[..26] : null;

    /// <summary>Posts a body to an address.</summary>
    /// <param name="url">The address; a private one is refused unless <c>Webhooks__AllowPrivate</c> is set.</param>
    /// <param name="id">The same for every attempt.</param>
    /// <param name="body">JSON.</param>
    public async Task<SendOutcome> PostAsync(string url, string id, byte[] body, CancellationToken cancellationToken)
    {
        if (KeyOf(options.Value.Secret) is not { } key)
        {
            return SendOutcome.Refused("Webhooks__Secret is not set");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0)
        {
            return SendOutcome.Refused("not an http address");
        }

        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}");
        try
        {
            using var answer = await http.CreateClient(ClientName)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return HttpOutcomes.Of(answer.StatusCode, answer.Headers, "webhook");
        }
        catch (Exception failure) when (failure is PrivateAddressException || failure.InnerException is PrivateAddressException)
        {
            return SendOutcome.Refused("the address is private; Webhooks__AllowPrivate would allow it");
        }
        catch (Exception failure) when (HttpOutcomes.Of(failure) is not null)
        {
            return HttpOutcomes.Of(failure)!;
        }
    }

    private static byte[]? KeyOf(string secret)
    {
        var key = new byte[secret.Length];
        return Secrets.IsSet(secret) && secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], key, out var length) && length > 0
            ? key[..length]
            : null;
    }
}
