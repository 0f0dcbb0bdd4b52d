using System.Collections.Concurrent;
using System.Net.Sockets;
using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Http;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace ClientBase.Functions.Sending.Channels.Smtp;

/// <summary>Mails by SMTP. Connections are kept open and used one mail after another.</summary>
/// <remarks>
/// A server answers each step. What fails before the mail itself was handed over was certainly not sent; a connection that breaks while its
/// last answer is waited for leaves the mail unknown.
/// </remarks>
public sealed class SmtpChannel(IOptions<SmtpOptions> options, IOptions<MailOptions> mailOptions) : INamedChannel, IDisposable
{
    private const int MaxReason = 300;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly ConcurrentBag<SmtpClient> _idle = [];

    public string Name => "email";

    public string? Missing => options.Value.Host.Length == 0 ? "Smtp__Host" : null;

    public bool KnowsRepeats => false;

    public async Task<SendOutcome> SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        SmtpClient client;
        try
        {
            client = await ConnectAsync(cancellationToken);
        }
        catch (Exception failure) when (
            failure is SocketException or IOException or ServiceNotConnectedException or SslHandshakeException or AuthenticationException
                or CommandException or ProtocolException or OperationCanceledException)
        {
            return SendOutcome.NotSent(RetryAfter);
        }

        try
        {
            var message = MessageOf(mail);
            var sender = EnvelopeSender(mail) ?? message.From.Mailboxes.First();
            await client.SendAsync(message, sender, message.To.Mailboxes, cancellationToken);
            _idle.Add(client);
            return SendOutcome.Accepted;
        }
        catch (SmtpCommandException refused)
        {
            client.Dispose();
            return (int)refused.StatusCode < 500
                ? SendOutcome.NotSent(RetryAfter)
                : SendOutcome.Refused(Reason($"{BounceOf(refused)}{(int)refused.StatusCode} {SafeText(refused.Message, mail.To)}"));
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or OperationCanceledException)
        {
            client.Dispose();
            return SendOutcome.Unknown;
        }
    }

    public void Dispose()
    {
        foreach (var client in _idle)
        {
            client.Dispose();
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            try
            {
                await idle.NoOpAsync(cancellationToken);
                return idle;
            }
            catch (Exception closed) when (closed is IOException or ProtocolException or CommandException or ServiceNotConnectedException)
            {
                idle.Dispose(); // The server closes what waits too long.
            }
        }

        var client = new SmtpClient();
        try
        {
            var smtp = options.Value;
            await client.ConnectAsync(smtp.Host, smtp.Port, SecurityOf(smtp.Security), cancellationToken);
            if (smtp.User.Length > 0 && Secrets.IsSet(smtp.Password))
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password, cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    // Of a recipient who is none, and not of us or of what we sent.
    private static string BounceOf(SmtpCommandException refused) =>
        refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted
            && refused.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed
            && !refused.Message.Contains("5.7.", StringComparison.Ordinal)
            ? MessageSender.Bounced
            : "";

    // Each mail comes back to an address of its own, since reports need not say which they are about.
    private MailboxAddress? EnvelopeSender(Mail mail) => options.Value.BounceAddress.Split('@') is [var name, var host]
        ? new MailboxAddress((string?)null, $"{name}+{mail.IntentId}@{host}")
        : null;

    private MimeMessage MessageOf(Mail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = mail.At };
        var from = MailboxAddress.Parse(mailOptions.Value.From);
        message.From.Add(from);
        message.To.Add(new MailboxAddress((string?)null, mail.To));
        message.MessageId = $"{mail.IntentId}@{from.Domain}";
        message.Headers.Add("Feedback-ID", $"{Uri.EscapeDataString(mail.CampaignId)}:{mail.IntentId}:mail:clientbase");
        foreach (var (name, value) in mail.Headers)
        {
            message.Headers.Add(name, value);
        }

        var body = new BodyBuilder { HtmlBody = mail.Html, TextBody = mail.Text };
        if (mail.Attachment is { } file)
        {
            body.Attachments.Add(file.Name, file.Bytes, ContentType.Parse(file.Type));
        }

        message.Body = body.ToMessageBody();
        return message;
    }

    private static SecureSocketOptions SecurityOf(string security) => security.ToUpperInvariant() switch
    {
        "TLS" => SecureSocketOptions.SslOnConnect,
        "NONE" => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    // Servers repeat the address they refuse.
    private static string SafeText(string text, string address) => text.Replace(address, "…", StringComparison.OrdinalIgnoreCase);

    private static string Reason(string text) => text.Length > MaxReason ? text[..MaxReason] : text;
}
