using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Sending.Channels;

/// <summary>Settings <c>SendGrid__*</c>.</summary>
public sealed class SendGridOptions
{
    public const string Section = "SendGrid";

    /// <summary>The key; empty: mails go to the local outbox.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Address of the API; empty: SendGrid's own.</summary>
    [RegularExpression("^https?://.+")]
    public string BaseUrl { get; set; } = "";

    /// <summary>Public key of the signed event webhook, base64; empty: events are refused.</summary>
    public string EventWebhookPublicKey { get; set; } = "";

    /// <summary>
    /// What the address of Inbound Parse ends with, <c>/api/sendgrid/inbound/{secret}</c>; empty: letters are refused.
    /// </summary>
    public string InboundSecret { get; set; } = "";

    /// <summary>Seconds after which a mail without answer or event is sent again, once. Events are retried for 24 hours.</summary>
    [Range(0, 30 * 86_400)]
    public int ReconcileAfterSeconds { get; set; } = 90_000;

    /// <summary>Requests under way at once, on one instance.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 64;

    /// <summary>Seconds an answer is waited for.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;
}
