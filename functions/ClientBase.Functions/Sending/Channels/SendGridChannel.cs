using System.Net;
using System.Net.Http.Headers;
using System.Net.Mail;
using System.Net.Mime;
using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Mails by SendGrid's v3 API, one request each, since every body is rendered for its reader.</summary>
/// <remarks>
/// The API has no idempotency key. So only an answer counts as an answer: a lost one leaves the mail unknown, and it is not sent again
/// before the provider's events have had their time.
/// </remarks>
/// <see href="https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send"/>
public sealed class SendGridChannel(
    IHttpClientFactory http,
    IOptions<SendGridOptions> options,
    IOptions<MailOptions> mailOptions,
    TimeProvider clock) : INamedChannel, IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "SendGrid";

    private const string Api = "https://api.sendgrid.com";
    private const int MaxReasonLength = 300;
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _gate = new(options.Value.Concurrency);
    private readonly Lazy<SendGridAddress> _from = new(() => SenderOf(mailOptions.Value.From));
    private readonly AuthenticationHeaderValue _key = new("Bearer", options.Value.ApiKey);
    private readonly Uri _target = new((options.Value.BaseUrl is { Length: > 0 } own ? own.TrimEnd('/') : Api) + "/v3/mail/send");

    public string Name => "email";

    public string? Missing => Secrets.IsSet(options.Value.ApiKey) ? null : "SendGrid__ApiKey or Smtp__Host";

    public bool TellsOpens => true;

    public bool KnowsRepeats => false;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        try
        {
            await _gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return SendOutcome.NotSent(TimeSpan.Zero);
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _target) { Content = ContentOf(mail) };
            request.Headers.Authorization = _key;
            using var response = await http.CreateClient(ClientName).SendAsync(request, cancellationToken);
            return await OutcomeOfAsync(response, cancellationToken);
        }
        catch (HttpRequestException failure) when (IsBeforeSending(failure))
        {
            return SendOutcome.NotSent(DefaultRetryAfter);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return SendOutcome.Unknown;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private ByteArrayContent ContentOf(Mail mail)
    {
        var content = new ByteArrayContent(SendGridMail.Write(mail, _from.Value));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return content;
    }

    private async Task<SendOutcome> OutcomeOfAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => SendOutcome.Accepted,
            HttpStatusCode.TooManyRequests => SendOutcome.NotSent(RetryAfter(response)),

            // The key is wrong, not the mail: it goes once the key is mended.
            HttpStatusCode.Unauthorized => SendOutcome.NotSent(TimeSpan.FromMinutes(1)),

            // What a gateway says when the answer behind it was lost.
            HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => SendOutcome.Unknown,
            >= HttpStatusCode.InternalServerError => SendOutcome.NotSent(RetryAfter(response)),
            _ => SendOutcome.Refused(await ReasonOfAsync(response, cancellationToken)),
        };

    private TimeSpan RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow()) ?? DefaultRetryAfter;
        return TimeSpan.FromSeconds(Math.Clamp(wait.TotalSeconds, 1, MaxRetryAfter.TotalSeconds));
    }

    // {"errors":[{"message":"...","field":"..."}]}
    private static async Task<string> ReasonOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reason = $"{(int)response.StatusCode}";
        try
        {
            using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            foreach (var error in document.RootElement.GetProperty("errors").EnumerateArray())
            {
                reason += $" {error.GetProperty("message").GetString()}";
            }
        }
        catch (Exception unreadable) when (
            unreadable is JsonException or KeyNotFoundException or InvalidOperationException or HttpRequestException or IOException)
        {
            // The status alone says that it was refused.
        }

        return reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason;
    }

    private static bool IsBeforeSending(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static SendGridAddress SenderOf(string from)
    {
        var address = new MailAddress(from);
        return new SendGridAddress(address.Address, address.DisplayName.Length > 0 ? address.DisplayName : null);
    }
}
