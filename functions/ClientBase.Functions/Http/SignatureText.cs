namespace ClientBase.Functions.Http;

/// <summary>Signatures in base64, as senders write them in headers.</summary>
internal static class SignatureText
{
    /// <summary>
    /// Decodes a signature; only the one text that an encoder makes of its bytes: no spaces, no bits left over at the end.
    /// </summary>
    public static bool TryDecode(string base64, out byte[] bytes)
    {
        bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return false;
        }

        bytes = bytes[..length];
        return Convert.ToBase64String(bytes) == base64;
    }
}
