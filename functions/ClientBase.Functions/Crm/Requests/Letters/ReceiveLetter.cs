using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Requests.Letters;

/// <summary>Takes letters from SendGrid's Inbound Parse: a reply becomes a request of its sender.</summary>
public sealed class ReceiveLetter(
    CaptureStore captures,
    IOptions<SendGridOptions> options,
    IOptions<MailOptions> mail,
    TimeProvider clock,
    ILogger<ReceiveLetter> logger)
{
    private const int MaxBytes = 30 * 1024 * 1024; // SendGrid's own limit, attachments included.
    private const int MaxSubject = 500;
    private const int MaxText = 100_000;

    /// <summary>200 once the letter is durable; 401 for another secret than the one set; 400 for what is no letter.</summary>
    [Function(nameof(ReceiveLetter))]
    [Takes("multipart/form-data")]
    [Answers(200, "text/plain")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sendgrid/inbound/{secret}")] HttpRequest request,
        string secret,
        CancellationToken cancellationToken)
    {
        if (!Secrets.IsSet(options.Value.InboundSecret) || !IsOurs(secret))
        {
            return Problems.Unauthorized("The address ends with another secret than SendGrid__InboundSecret, or that is not set.");
        }

        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge(MaxBytes);
        }

        Letter letter;
        try
        {
            letter = Letter.Of(await InboundParse.ReadAsync(request, body, cancellationToken));
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or IOException or FormatException or InvalidOperationException)
        {
            return Problems.BadRequest("The body is not the form that Inbound Parse posts: multipart/form-data with 'from' or 'email'.");
        }

        if (!EmailAddress.TryParse(letter.From, out var sender))
        {
            return Problems.BadRequest("The letter names no sender whose address can be read.");
        }

        if (letter.IsAutomatic || IsOurselves(sender))
        {
            logger.LetterPassedOver(letter.IsAutomatic ? "a machine wrote it" : "it is our own");
            return Results.Text("ok");
        }

        await captures.PutAsync(CaptureOf(letter, sender, body), cancellationToken);
        return Results.Text("ok");
    }

    // The name is shown but not said of the person: what a mail program calls somebody must not replace the name they gave.
    private CapturedEvent CaptureOf(Letter letter, EmailAddress sender, byte[] body)
    {
        var now = clock.GetUtcNow();
        var id = CaptureId.Of("letter", letter.MessageId ?? Convert.ToHexStringLower(SHA256.HashData(body)), sender.Value);
        return new CaptureBuilder(id, "mail:inbound", FiledRequests.Kind, letter.SentAt ?? now, now)
            .Email(sender)
            .Data("captureId", id)
            .Data("name", letter.Name)
            .Data("subject", Cut(letter.Subject, MaxSubject))
            .Data("text", Cut(letter.Text, MaxText))
            .Build();
    }

    private bool IsOurs(string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.InboundSecret)));

    private bool IsOurselves(EmailAddress sender) => System.Net.Mail.MailAddress.TryCreate(mail.Value.From, out var own)
        && string.Equals(own.Address, sender.Value, StringComparison.OrdinalIgnoreCase);

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}
