using System.ComponentModel.DataAnnotations;

namespace ClientBase.Functions.Sending.Channels.Smtp;

/// <summary>Settings <c>Smtp__*</c>: mail by a server of one's own, where SendGrid has no key.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    /// <summary>The server; empty: mail does not go this way.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 587 with STARTTLS, 465 with TLS.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>Who logs in; empty: nobody does.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>
    /// Mailbox that takes <c>name+anything@host</c>: mails that come back say by it which they are, such as <c>bounces@shop.example</c>.
    /// Empty: they come back to the sender.
    /// </summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>The end of the address that letters to that mailbox are posted to; empty: all are refused.</summary>
    public string BounceSecret { get; set; } = "";

    /// <summary>How the connection is kept private: <c>StartTls</c>, <c>Tls</c>, or <c>None</c> for a server on the same machine.</summary>
    [RegularExpression("^(?i)(StartTls|Tls|None)$")]
    public string Security { get; set; } = "StartTls";
}
