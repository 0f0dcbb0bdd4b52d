using ClientBase.Domain.Contacts.Phones;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using ClientBase.Functions.Sending.Channels.Twilio;
using ClientBase.Functions.Sending.Consents;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Events.Twilio;

/// <summary>Takes what Twilio tells of text messages: how each went, and who answers STOP.</summary>
/// <see href="https://www.twilio.com/docs/messaging/guides/track-outbound-message-status"/>
public sealed class ReceiveTwilio(
    MailEventStore store,
    ContactReader contacts,
    Withdrawals withdrawals,
    IOptions<TwilioOptions> options,
    IOptions<MailOptions> mail,
    TimeProvider clock,
    ILogger<ReceiveTwilio> logger)
{
    private const int MaxBytes = 64 * 1024;

    // The number is gone, takes no text messages, or its owner wants none: 30004 blocked, 30005 unknown, 30006 a landline, 21610 STOP.
    private static readonly string[] GoneCodes = ["21211", "21610", "21614", "30004", "30005", "30006"];
    private static readonly string[] Stops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "СТОП"];

    /// <summary>200 once it is durable; 401 for another signature.</summary>
    [Function(nameof(ReceiveTwilio))]
    [Takes("application/x-www-form-urlencoded")]
    [Asks("intent", "The message a status is of; absent: somebody has written.")]
    [Asks("campaign", "The mailing it belongs to.")]
    [AsksHeader(TwilioSignature.Header, "Twilio's signature of address and fields.")]
    [Answers(200, "text/xml")]
    [Refuses(401, "The signature is of another address, other fields or another token.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "twilio/events")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (await FormAsync(request, cancellationToken) is not { } form)
        {
            return Problems.BadRequest("Twilio posts a form: application/x-www-form-urlencoded.");
        }

        var called = request.Path.Value + request.QueryString.Value;
        string[] urls = [mail.Value.PublicBaseUrl.TrimEnd('/') + called, Client.RootOf(request) + called];
        if (TwilioSignature.Refuse(
            options.Value.AuthToken, request.Headers[TwilioSignature.Header].ToString(), urls, [.. form]) is { } why)
        {
            logger.EventsRefused(why);
            return Problems.Unauthorized(why);
        }

        if (request.Query["intent"].ToString() is { Length: > 0 } intent)
        {
            await KeepAsync(form, intent, request.Query["campaign"].ToString(), cancellationToken);
        }
        else if (IsStop(form))
        {
            await StopAsync(form, cancellationToken);
        }

        return Results.Content("<Response/>", "text/xml"); // Nothing is answered to whoever wrote.
    }

    // Null when it is no form, or none of a size that Twilio sends.
    private static async Task<Dictionary<string, string>?> FormAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.ContentLength > MaxBytes
            ? null
            : (await Bodies.ReadFormAsync(request, cancellationToken))?.ToDictionary(
                field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);

    private async Task KeepAsync(Dictionary<string, string> form, string intent, string campaign, CancellationToken cancellationToken)
    {
        var status = form.GetValueOrDefault("MessageStatus") ?? form.GetValueOrDefault("SmsStatus") ?? "";
        var code = form.GetValueOrDefault("ErrorCode") ?? "";
        var isGone = GoneCodes.Contains(code);
        var one = new MailEvent(
            $"twilio-{form.GetValueOrDefault("MessageSid")}-{status}",
            status switch
            {
                "delivered" or "read" => MailEventKind.Delivered,
                "undelivered" or "failed" => MailEventKind.Bounce,
                _ => MailEventKind.Word,
            },
            intent,
            campaign,
            DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()))
        {
            Source = "twilio",
            Channel = "sms",
            Reason = code.Length > 0 ? $"{status} {code}" : status,
        };
        if (one.ContactId is null || await contacts.FindAsync(one.ContactId, cancellationToken) is not { } contact)
        {
            return; // A message of somebody else, or of a person who was erased since.
        }

        await store.KeepAsync([one], new HashSet<string>(), cancellationToken);
        if (isGone && PhoneNumber.TryParse(form.GetValueOrDefault("To"), null, out var phone))
        {
            await withdrawals.FileAsync(contact, "sms", phone.Value, "twilio", code, CaptureId.Of(one.Id, contact.Id), cancellationToken);
        }

        logger.EventsKept(1, 0);
    }

    private async Task StopAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        if (!PhoneNumber.TryParse(form.GetValueOrDefault("From"), null, out var phone))
        {
            return;
        }

        foreach (var card in await contacts.FindByKeyAsync(new IdentityKey(IdentityKind.Phone, phone.Value), cancellationToken))
        {
            var id = CaptureId.Of("twilio", form.GetValueOrDefault("MessageSid") ?? CaptureId.New(), card.Contact.Id);
            await withdrawals.FileAsync(card.Contact, "sms", phone.Value, "twilio", "STOP", id, cancellationToken);
        }
    }

    private static bool IsStop(Dictionary<string, string> form) =>
        form.GetValueOrDefault("OptOutType") == "STOP"
        || Stops.Contains(form.GetValueOrDefault("Body")?.Trim().TrimEnd('.', '!').ToUpperInvariant());
}
