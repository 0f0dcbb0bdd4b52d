using System.Globalization;
using System.Text;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Shops.StandardWebhooks;

/// <summary>
/// The signature of Standard Webhooks (standardwebhooks.com): base64 of HMAC-SHA256 over <c>id.timestamp.body</c>, as <c>v1,...</c>; of
/// several, separated by spaces, one that fits is enough.
/// </summary>
public static class StandardWebhookSignature
{
    /// <summary>What a secret begins with; base64 follows.</summary>
    public const string SecretPrefix = "whsec_";

    private const string Version = "v1,";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks a signature.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as sent.</param>
    /// <param name="secrets">Secrets it may be made with.</param>
    /// <param name="now">The time, which its own may be five minutes from.</param>
    public static SignatureVerdict Verify(
        string id, string timestamp, string signatures, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        var configured = secrets.ToList();
        var keys = configured.Select(KeyOf).OfType<byte[]>().ToList();
        if (keys.Count == 0)
        {
            return configured.Count == 0 ? SignatureVerdict.NoSecret : SignatureVerdict.UnusableSecret;
        }

        if (id.Length == 0 || timestamp.Length == 0 || signatures.Length == 0)
        {
            return SignatureVerdict.Missing;
        }

        var given = signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(one => one.StartsWith(Version, StringComparison.Ordinal))
            .Select(one => SignatureText.TryDecode(one[Version.Length..], out var bytes) ? bytes : null)
            .OfType<byte[]>().ToList();
        if (given.Count == 0 || !TryReadTime(timestamp, out var at))
        {
            return SignatureVerdict.Malformed;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var isOne = false;
        foreach (var one in given)
        {
            isOne |= WebhookSignature.Match(keys, signed, one) == SignatureVerdict.Valid;
        }

        return !isOne ? SignatureVerdict.Mismatch : (now - at).Duration() > Tolerance ? SignatureVerdict.Stale : SignatureVerdict.Valid;
    }

    private static byte[]? KeyOf(string secret)
    {
        var base64 = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret;
        var key = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, key, out var length) && length > 0 ? key[..length] : null;
    }

    private static bool TryReadTime(string timestamp, out DateTimeOffset at)
    {
        var isTime = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        at = isTime ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
        return isTime;
    }
}
