using System.Buffers.Text;

namespace ClientBase.Functions.Http;

/// <summary>Tokens of ours in base64url, as they stand in addresses and forms.</summary>
internal static class TokenText
{
    /// <summary>A token as text.</summary>
    public static string Of(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>
    /// Decodes a token; only the one text that an encoder makes of its bytes: no spaces, no padding, no bits left over at the end.
    /// </summary>
    public static bool TryDecode(string text, int longest, out byte[] bytes)
    {
        bytes = text.Length <= longest && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : [];
        return bytes.Length > 0 && Of(bytes) == text;
    }
}
