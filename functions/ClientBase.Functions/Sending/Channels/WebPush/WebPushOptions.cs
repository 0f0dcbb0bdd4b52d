namespace ClientBase.Functions.Sending.Channels.WebPush;

/// <summary>Settings <c>WebPush__*</c>: notifications of the browser, signed by VAPID.</summary>
public sealed class WebPushOptions
{
    public const string Section = "WebPush";

    /// <summary>Whom a push service writes to about trouble: <c>mailto:</c> or https.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The public key, base64 for addresses.</summary>
    public string PublicKey { get; set; } = "";

    /// <summary>The private key; empty: no notifications leave.</summary>
    public string PrivateKey { get; set; } = "";
}
