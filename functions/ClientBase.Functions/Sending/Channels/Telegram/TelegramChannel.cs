using System.Net;
using System.Text.Json.Serialization;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;
using Refit;

namespace ClientBase.Functions.Sending.Channels.Telegram;

/// <summary>Messages of a Telegram bot to people who have begun to talk with it; the address is the id of the chat.</summary>
/// <see href="https://core.telegram.org/bots/api#sendmessage"/>
public sealed class TelegramChannel(IHttpClientFactory http, IOptions<TelegramOptions> options) : INamedChannel
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "Telegram";

    private const string Api = "https://api.telegram.org";
    private const int MaxText = 4096;

    public string Name => "telegram";

    public string? Missing => Secrets.IsSet(options.Value.BotToken) ? null : "Telegram__BotToken";

    public bool KnowsRepeats => false;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var telegram = options.Value;
        var client = http.CreateClient(ClientName);
        client.BaseAddress = new Uri($"{(telegram.BaseUrl.Length > 0 ? telegram.BaseUrl : Api).TrimEnd('/')}/bot{telegram.BotToken}");
        var text = mail.Text ?? mail.Subject;
        var message = new TelegramMessage(mail.To, text.Length > MaxText ? text[..MaxText] : text);
        try
        {
            using var answer = await RestService.For<ITelegramApi>(client).SendAsync(message, cancellationToken);
            return await OutcomeOfAsync(answer);
        }
        catch (Exception failure) when (HttpOutcomes.Of(failure) is not null)
        {
            return HttpOutcomes.Of(failure)!;
        }
    }

    // 403: the person has blocked the bot; 400 with these words: the chat is gone. 401 and 404 are of a wrong token.
    private static async Task<SendOutcome> OutcomeOfAsync(IApiResponse answer)
    {
        var problem = answer.Error is ApiException error ? await error.GetContentAsAsync<TelegramProblem>() : null;
        return answer.StatusCode switch
        {
            HttpStatusCode.Forbidden => SendOutcome.Refused($"{MessageSender.Gone}blocked"),
            HttpStatusCode.BadRequest when problem?.Description?.Contains("chat not found", StringComparison.OrdinalIgnoreCase) == true =>
                SendOutcome.Refused($"{MessageSender.Gone}chat not found"),
            HttpStatusCode.NotFound => SendOutcome.NotSent(TimeSpan.FromMinutes(1)),
            HttpStatusCode.TooManyRequests when problem?.Parameters?.RetryAfter is { } seconds =>
                SendOutcome.NotSent(TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 3600))),
            _ => HttpOutcomes.Of(answer, problem?.Description ?? ""),
        };
    }
}

/// <summary>The part of Telegram's API that is used.</summary>
internal interface ITelegramApi
{
    [Post("/sendMessage")]
    Task<IApiResponse> SendAsync([Body] TelegramMessage message, CancellationToken cancellationToken);
}

/// <summary>A message to a chat.</summary>
internal sealed record TelegramMessage(
    [property: JsonPropertyName("chat_id")] string ChatId, [property: JsonPropertyName("text")] string Text);

/// <summary>How Telegram says no.</summary>
internal sealed record TelegramProblem(
    [property: JsonPropertyName("description")] string? Description,
    [property: JsonPropertyName("parameters")] TelegramParameters? Parameters);

/// <summary>What goes with a no.</summary>
internal sealed record TelegramParameters([property: JsonPropertyName("retry_after")] int? RetryAfter);
