using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;
using Refit;

namespace ClientBase.Functions.Sending.Channels.Twilio;

/// <summary>Text messages by Twilio.</summary>
/// <see href="https://www.twilio.com/docs/messaging/api/message-resource"/>
public sealed class TwilioChannel(
    IHttpClientFactory http, IOptions<TwilioOptions> options, IOptions<MailOptions> mailOptions) : INamedChannel
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Twilio";

    private const string Api = "https://api.twilio.com";

    // The reader has answered STOP, or the number is none that takes messages.
    private static readonly int[] GoneCodes = [21211, 21610, 21614];

    public string Name => "sms";

    public string? Missing =>
        options.Value.AccountSid.Length == 0 ? "Twilio__AccountSid"
        : !Secrets.IsSet(options.Value.AuthToken) ? "Twilio__AuthToken"
        : options.Value.From.Length == 0 ? "Twilio__From"
        : null;

    public bool KnowsRepeats => false;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var twilio = options.Value;
        var client = http.CreateClient(ClientName);
        client.BaseAddress = new Uri(twilio.BaseUrl.Length > 0 ? twilio.BaseUrl : Api);
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{twilio.AccountSid}:{twilio.AuthToken}"));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", login);
        var isService = twilio.From.StartsWith("MG", StringComparison.Ordinal);
        var form = new Dictionary<string, string>
        {
            ["To"] = mail.To,
            ["Body"] = mail.Text ?? mail.Subject,
            [isService ? "MessagingServiceSid" : "From"] = twilio.From,
        };
        if (StatusCallback(mail) is { } callback)
        {
            form["StatusCallback"] = callback;
        }

        try
        {
            using var answer = await RestService.For<ITwilioApi>(client).SendAsync(twilio.AccountSid, form, cancellationToken);
            return await OutcomeOfAsync(answer);
        }
        catch (Exception failure) when (HttpOutcomes.Of(failure) is not null)
        {
            return HttpOutcomes.Of(failure)!;
        }
    }

    // Twilio refuses a message whose address for its status cannot be called from outside.
    private string? StatusCallback(Mail mail) =>
        Uri.TryCreate(mailOptions.Value.PublicBaseUrl, UriKind.Absolute, out var own) && !own.IsLoopback
            ? $"{mailOptions.Value.PublicBaseUrl.TrimEnd('/')}/api/twilio/events?intent={Uri.EscapeDataString(mail.IntentId)}"
                + $"&campaign={Uri.EscapeDataString(mail.CampaignId)}"
            : null;

    private static async Task<SendOutcome> OutcomeOfAsync(IApiResponse answer)
    {
        if (answer.IsSuccessStatusCode)
        {
            return SendOutcome.Accepted;
        }

        var problem = answer.Error is ApiException error ? await error.GetContentAsAsync<TwilioProblem>() : null;
        return problem is { Code: { } code } && GoneCodes.Contains(code)
            ? SendOutcome.Refused($"{MessageSender.Gone}{code}")
            : HttpOutcomes.Of(answer, $"twilio {problem?.Code}");
    }
}

/// <summary>The part of Twilio's API that is used.</summary>
internal interface ITwilioApi
{
    [Post("/2010-04-01/Accounts/{account}/Messages.json")]
    Task<IApiResponse> SendAsync(
        string account, [Body(BodySerializationMethod.UrlEncoded)] Dictionary<string, string> form, CancellationToken cancellationToken);
}

/// <summary>How Twilio says no.</summary>
internal sealed record TwilioProblem([property: JsonPropertyName("code")] int? Code);
