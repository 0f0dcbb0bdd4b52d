using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Channels.Smtp;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClientBase.Functions.Sending.Events.Bounces;

/// <summary>
/// Takes what comes into the mailbox of <c>Smtp__BounceAddress</c>, posted by the mail server as it is: a pipe with curl, or a form with
/// the raw letter in <c>email</c>, as inbound services send it.
/// </summary>
public sealed class ReceiveBounce(
    MailEventStore store,
    Suppressions suppressions,
    ContactReader contacts,
    IOptions<SmtpOptions> options,
    TimeProvider clock,
    ILogger<ReceiveBounce> logger)
{
    private const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>200 once it is durable, also for a letter that reports nothing; 401 for another secret; 400 for no letter.</summary>
    [Function(nameof(ReceiveBounce))]
    [Takes("message/rfc822", "multipart/form-data")]
    [Answers(200, "text/plain")]
    [Refuses(401, "The secret is another.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "smtp/bounces/{secret}")] HttpRequest request,
        string secret,
        CancellationToken cancellationToken)
    {
        if (!Secrets.IsSet(options.Value.BounceSecret) || !IsOurs(secret))
        {
            return Problems.Unauthorized("The address ends with another secret than Smtp__BounceSecret, or that is not set.");
        }

        if (await LetterAsync(request, cancellationToken) is not { } bytes)
        {
            return Problems.TooLarge(MaxBytes);
        }

        BounceReport? report;
        try
        {
            using var letter = await MimeMessage.LoadAsync(new MemoryStream(bytes), cancellationToken);
            report = BounceReport.Of(letter);
        }
        catch (FormatException)
        {
            return Problems.BadRequest("The body is no letter as RFC 5322 has it.");
        }

        if (report is not null)
        {
            await KeepAsync(report, bytes, cancellationToken);
        }

        return Results.Text("ok");
    }

    private async Task KeepAsync(BounceReport report, byte[] letter, CancellationToken cancellationToken)
    {
        var one = new MailEvent(
            CaptureId.Of("smtp", Convert.ToHexStringLower(SHA256.HashData(letter))),
            report.Kind,
            report.Intent,
            report.Campaign,
            DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds()))
        {
            Source = "smtp",
            Email = report.Address,
            Reason = report.Reason,
            IsForGood = report.IsForGood,
        };
        if (one.ContactId is null || await contacts.FindAsync(one.ContactId, cancellationToken) is null)
        {
            return;
        }

        await store.KeepAsync([one], new HashSet<string>(), cancellationToken);
        await suppressions.FileAsync([one], cancellationToken);
        logger.EventsKept(1, 0);
    }

    private static async Task<byte[]?> LetterAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return await Bodies.ReadAsync(request, MaxBytes, cancellationToken);
        }

        var form = await Bodies.ReadFormAsync(request, cancellationToken);
        return form?["email"].ToString() is { Length: > 0 and <= MaxBytes } raw ? Encoding.UTF8.GetBytes(raw) : null;
    }

    private bool IsOurs(string secret) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.BounceSecret)));
}
