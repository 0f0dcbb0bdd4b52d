using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Sending.Events.Twilio;

/// <summary>Verifies that Twilio made a request: an HMAC over the address it called and the fields it posted.</summary>
/// <see href="https://www.twilio.com/docs/usage/security#validating-requests"/>
public static class TwilioSignature
{
    /// <summary>Carries the signature, base64.</summary>
    public const string Header = "X-Twilio-Signature";

    /// <summary>Why a request cannot be believed; null when it can.</summary>
    /// <param name="token">The account's token.</param>
    /// <param name="signature">As in its header.</param>
    /// <param name="urls">How the app may have been called: behind a proxy it does not know for certain.</param>
    /// <param name="fields">What was posted.</param>
    public static string? Refuse(
        string token, string signature, IEnumerable<string> urls, IReadOnlyCollection<KeyValuePair<string, string>> fields)
    {
        if (!Secrets.IsSet(token))
        {
            return "Twilio__AuthToken is not set, so requests cannot be verified.";
        }

        if (signature.Length == 0)
        {
            return $"The request carries no {Header}.";
        }

        var posted = string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
        return urls.Any(url => IsOf(token, signature, url + posted))
            ? null
            : "The signature is of another address or other fields, or of another token than Twilio__AuthToken. "
                + "The address is Mail__PublicBaseUrl and what follows.";
    }

#pragma warning disable CA5350 // Twilio signs by SHA-1; as an HMAC it is not broken.
    private static bool IsOf(string token, string signature, string signed) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)))),
        Encoding.ASCII.GetBytes(signature));
#pragma warning restore CA5350
}
