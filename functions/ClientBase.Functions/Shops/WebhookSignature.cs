using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;

namespace ClientBase.Functions.Shops;

/// <summary>What a check of a signature came to.</summary>
public enum SignatureVerdict
{
    /// <summary>Made with one of the secrets over exactly these bytes.</summary>
    Valid = 0,

    /// <summary>No secret is configured: nothing can be valid.</summary>
    NoSecret = 1,

    /// <summary>The request carries none.</summary>
    Missing = 2,

    /// <summary>It does not have the form of one.</summary>
    Malformed = 3,

    /// <summary>It is of other bytes or another secret.</summary>
    Mismatch = 4,

    /// <summary>It was made too long ago, or in the future.</summary>
    Stale = 5,

    /// <summary>The secret that is configured is none of this kind.</summary>
    UnusableSecret = 6,

    /// <summary>The secret is to stand in the address, and does not.</summary>
    WrongAddress = 7,
}

/// <summary>Verifies webhook signatures over the raw bytes, in constant time; fails closed.</summary>
public static class WebhookSignature
{
    /// <summary>
    /// base64(HMAC-SHA256(secret, body)): Shopify's <c>X-Shopify-Hmac-SHA256</c> and WooCommerce's <c>X-WC-Webhook-Signature</c>.
    /// </summary>
    public static SignatureVerdict VerifyHmacBase64(ReadOnlySpan<byte> body, string? signature, IEnumerable<string> secrets)
    {
        var keys = secrets.Select(Encoding.UTF8.GetBytes).ToList();
        if (keys.Count == 0)
        {
            return SignatureVerdict.NoSecret;
        }

        if (string.IsNullOrEmpty(signature))
        {
            return SignatureVerdict.Missing;
        }

        return SignatureText.TryDecode(signature, out var given) ? Match(keys, body, given) : SignatureVerdict.Malformed;
    }

    /// <summary>A secret that the address carries itself, for senders that sign nothing.</summary>
    public static SignatureVerdict VerifyInAddress(string given, IEnumerable<string> secrets)
    {
        var keys = secrets.Select(Encoding.UTF8.GetBytes).ToList();
        if (keys.Count == 0)
        {
            return SignatureVerdict.NoSecret;
        }

        // Digests, so that the time taken does not tell the secret's length.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        var matches = false;
        foreach (var key in keys)
        {
            matches |= CryptographicOperations.FixedTimeEquals(SHA256.HashData(key), digest);
        }

        return matches ? SignatureVerdict.Valid : SignatureVerdict.WrongAddress;
    }

    /// <summary>Compares with the signature by each secret: all are tried, so that the time taken does not tell which came near.</summary>
    internal static SignatureVerdict Match(IReadOnlyCollection<byte[]> keys, ReadOnlySpan<byte> signed, byte[] given)
    {
        var matches = false;
        foreach (var key in keys)
        {
            matches |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, signed), given);
        }

        return matches ? SignatureVerdict.Valid : SignatureVerdict.Mismatch;
    }
}
