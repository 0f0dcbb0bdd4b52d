using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Sending.Events;

/// <summary>Verifies that SendGrid made a request: ECDSA over the timestamp and the body as sent.</summary>
/// <remarks>The timestamp has no age limit, since deliveries are repeated for a day; copies are told by the ids of events.</remarks>
/// <see href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features"/>
public static class EventSignature
{
    /// <summary>Carries the signature, base64 of DER.</summary>
    public const string Header = "X-Twilio-Email-Event-Webhook-Signature";

    /// <summary>Carries the time that is signed with the body.</summary>
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>Why a request cannot be believed; null when it can.</summary>
    /// <param name="publicKey">The key from SendGrid's settings, base64.</param>
    /// <param name="timestamp">As in its header.</param>
    /// <param name="signature">As in its header.</param>
    /// <param name="body">The body as sent, its last line break included.</param>
    public static string? Refuse(string publicKey, string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (!Secrets.IsSet(publicKey))
        {
            return "SendGrid__EventWebhookPublicKey is not set, so events cannot be verified.";
        }

        if (timestamp.Length == 0 || signature.Length == 0)
        {
            return $"The request carries no {Header} and {TimestampHeader}: switch the signature on in SendGrid.";
        }

        const string Unreadable = "The signature, or SendGrid__EventWebhookPublicKey, cannot be read.";
        if (!SignatureText.TryDecode(signature, out var given))
        {
            return Unreadable;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey.Trim()), out _);
            byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
            return key.VerifyData(signed, given, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                ? null
                : "The signature is of other bytes, or of another key than SendGrid__EventWebhookPublicKey.";
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return Unreadable;
        }
    }
}
