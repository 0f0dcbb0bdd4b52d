using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.Text;

namespace ClientBase.Functions.Crm.Requests.Letters;

/// <summary>A letter that came in, whichever form it was posted in.</summary>
/// <param name="From">The sender's address as written; null when there is none.</param>
/// <param name="Name">What the sender's mail program calls them.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">What was written, without attachments.</param>
/// <param name="MessageId">The id its mail program gave it.</param>
/// <param name="SentAt">When it was written, by the sender's clock.</param>
/// <param name="IsAutomatic">Whether a machine wrote it: an absence notice, a bounce, a mailing list. Nobody waits for an answer.</param>
internal sealed record Letter(
    string? From, string? Name, string? Subject, string? Text, string? MessageId, DateTimeOffset? SentAt, bool IsAutomatic)
{
    /// <summary>Reads what Inbound Parse has posted: the parsed fields, or the raw letter.</summary>
    public static Letter Of(InboundParse post)
    {
        if (post.Raw is { } raw)
        {
            using var stream = new MemoryStream(raw);
            using var message = MimeMessage.Load(stream);
            return Of(message.Headers, message.From.Mailboxes.FirstOrDefault(), message.Subject, message.TextBody, message.HtmlBody, post);
        }

        var headers = HeadersOf(post["headers"]);
        _ = InternetAddressList.TryParse(post["from"] ?? headers[HeaderId.From] ?? "", out var from);
        var subject = post["subject"] ?? headers[HeaderId.Subject];
        return Of(headers, from?.Mailboxes.FirstOrDefault(), subject, post["text"], post["html"], post);
    }

    private static Letter Of(
        HeaderList headers, MailboxAddress? from, string? subject, string? text, string? html, InboundParse post) => new(
        from?.Address,
        string.IsNullOrWhiteSpace(from?.Name) ? null : from.Name,
        string.IsNullOrWhiteSpace(subject) ? null : subject.Trim(),
        string.IsNullOrWhiteSpace(text) ? TextOf(html) : text.Trim(),
        headers[HeaderId.MessageId],
        MimeKit.Utils.DateUtils.TryParse(headers[HeaderId.Date] ?? "", out var at) ? at.ToUniversalTime() : null,
        IsWrittenByMachine(headers) || IsBounce(post["envelope"]));

    private static HeaderList HeadersOf(string? text)
    {
        try
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes((text ?? "") + "\r\n\r\n"));
            return text is null ? [] : HeaderList.Load(stream);
        }
        catch (FormatException)
        {
            return []; // The fields beside it say enough.
        }
    }

    // RFC 3834, and what programs older than it write.
    private static bool IsWrittenByMachine(HeaderList headers) =>
        (headers[HeaderId.AutoSubmitted] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || headers[HeaderId.Precedence]?.Trim().ToLowerInvariant() is "bulk" or "junk" or "list" or "auto_reply"
        || headers.Contains("X-Autoreply") || headers.Contains("X-Autorespond") || headers.Contains(HeaderId.ListId);

    // A bounce has no sender on the envelope, so that it is never answered.
    private static bool IsBounce(string? envelope)
    {
        try
        {
            return envelope is not null && JsonDocument.Parse(envelope).RootElement.TryGetProperty("from", out var from)
                && from.ValueKind == JsonValueKind.String && from.GetString()!.Trim() is "" or "<>";
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? TextOf(string? html)
    {
        if (string.IsNullOrWhiteSpace(html))
        {
            return null;
        }

        var (text, hidden) = (new StringBuilder(), HtmlTagId.Unknown);
        var tokenizer = new HtmlTokenizer(new StringReader(html));
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { IsEndTag: false, Id: HtmlTagId.Style or HtmlTagId.Title or HtmlTagId.Script } tag:
                    hidden = tag.Id;
                    break;
                case HtmlTagToken { IsEndTag: true } tag when tag.Id == hidden:
                    hidden = HtmlTagId.Unknown;
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.TR }:
                    text.Append('\n');
                    break;
                case HtmlDataToken { Kind: HtmlTokenKind.Data } data when hidden == HtmlTagId.Unknown:
                    text.Append(data.Data);
                    break;
            }
        }

        return text.ToString().Trim() is { Length: > 0 } written ? written : null;
    }
}
