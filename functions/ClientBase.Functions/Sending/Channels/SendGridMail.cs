using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>The part of SendGrid's <c>mail/send</c> that is used.</summary>
internal sealed record SendGridMail(
    SendGridAddress From,
    string Subject,
    IReadOnlyList<SendGridContent> Content,
    IReadOnlyList<SendGridReader> Personalizations,
    IReadOnlyList<SendGridFile>? Attachments)
{
    // Its own unsubscribe footer and header would bypass the consents kept here.
    public SendGridTracking TrackingSettings { get; } = new(new SendGridSwitch(Enable: false));

    /// <summary>A mail as a request says it.</summary>
    public static byte[] Write(Mail mail, SendGridAddress from) => JsonSerializer.SerializeToUtf8Bytes(
        new SendGridMail(
            from,
            mail.Subject,
            [.. ContentOf("text/plain", mail.Text), .. ContentOf("text/html", mail.Html)],
            [new SendGridReader([new SendGridAddress(mail.To, null)], mail.Headers, mail.CustomArgs)],
            mail.Attachment is { } file ? [new SendGridFile(file.Bytes, file.Name, file.Type)] : null),
        SendGridJson.Compact.SendGridMail);

    private static IEnumerable<SendGridContent> ContentOf(string type, string? text) =>
        string.IsNullOrEmpty(text) ? [] : [new SendGridContent(type, text)];
}

/// <summary>An address, and the name before it.</summary>
internal sealed record SendGridAddress(string Email, string? Name);

/// <summary>A part of a mail.</summary>
internal sealed record SendGridContent(string Type, string Value);

/// <summary>What is one reader's own.</summary>
internal sealed record SendGridReader(
    IReadOnlyList<SendGridAddress> To, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> CustomArgs);

/// <summary>A file; its bytes are written in base64.</summary>
internal sealed record SendGridFile(byte[] Content, string Filename, string Type);

/// <summary>What SendGrid puts into mails by itself.</summary>
internal sealed record SendGridTracking(SendGridSwitch SubscriptionTracking);

/// <summary>On or off.</summary>
internal sealed record SendGridSwitch(bool Enable);

[JsonSerializable(typeof(SendGridMail))]
internal sealed partial class SendGridJson : JsonSerializerContext
{
    /// <summary>The one instance: only what JSON has to escape, since no page shows it. Half the size for Cyrillic and HTML.</summary>
    public static SendGridJson Compact { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
