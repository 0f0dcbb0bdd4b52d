using System.Text.Json;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Events;

/// <summary>Takes what SendGrid tells of mails.</summary>
public sealed class ReceiveSendGridEvents(
    MailEventStore store,
    Suppressions suppressions,
    ErasedKeys erased,
    RecomputeRequests recompute,
    IOptions<SendGridOptions> options,
    ILogger<ReceiveSendGridEvents> logger)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>200 once all is durable; 401 without the key or with another signature; 400 for what is no list of events.</summary>
    [Function(nameof(ReceiveSendGridEvents))]
    [Takes<JsonElement>]
    [AsksHeader(EventSignature.Header, "SendGrid's signature of time and body.")]
    [AsksHeader(EventSignature.TimestampHeader, "The time that is signed with the body.")]
    [Answers(200, "text/plain")]
    [Refuses(401, "The signature is not SendGrid's.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sendgrid/events")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge(MaxBytes);
        }

        var (timestamp, signature) = (request.Headers[EventSignature.TimestampHeader], request.Headers[EventSignature.Header]);
        if (EventSignature.Refuse(options.Value.EventWebhookPublicKey, timestamp.ToString(), signature.ToString(), body) is { } why)
        {
            logger.EventsRefused(why);
            return Problems.Unauthorized(why);
        }

        IReadOnlyList<MailEvent> events;
        try
        {
            events = await WithoutErasedAsync(SendGridEvents.Read(body), cancellationToken);
        }
        catch (JsonException)
        {
            return Problems.BadRequest("The body is not the JSON list of events that SendGrid's webhook posts.");
        }

        var machines = MachineSigns.In(events);
        await store.KeepAsync(events, machines, cancellationToken);
        await suppressions.FileAsync(events, cancellationToken);
        await recompute.AskSoonAsync(cancellationToken);
        logger.EventsKept(events.Count, machines.Count);
        return Results.Text("ok");
    }

    // Mails of people who have been erased since go on being opened; nothing of them is kept. Known from memory: it costs no look-up.
    private async Task<IReadOnlyList<MailEvent>> WithoutErasedAsync(IReadOnlyList<MailEvent> events, CancellationToken cancellationToken)
    {
        var kept = new List<MailEvent>(events.Count);
        foreach (var one in events)
        {
            if (!EmailAddress.TryParse(one.Email, out var email)
                || await erased.ErasedAtAsync([new IdentityKey(IdentityKind.Email, email.Value)], cancellationToken) is null)
            {
                kept.Add(one);
            }
        }

        return kept;
    }
}
