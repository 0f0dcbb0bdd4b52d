namespace ClientBase.Functions.Sending.Channels.Webhook;

/// <summary>Settings <c>Webhooks__*</c>: calls of other systems.</summary>
public sealed class WebhooksOptions
{
    public const string Section = "Webhooks";

    /// <summary>The secret calls are signed with, <c>whsec_</c> and base64; empty: none leaves.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether they may go to loopback and private addresses: for tests, or a network of one's own.</summary>
    public bool AllowPrivate { get; set; }
}
