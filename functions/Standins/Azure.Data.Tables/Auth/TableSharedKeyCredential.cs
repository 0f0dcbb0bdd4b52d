using System.Security.Cryptography;
using System.Text;

namespace Azure.Data.Tables;

public class TableSharedKeyCredential
{
    private byte[] _key;

    public TableSharedKeyCredential(string accountName, string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountName);
        ArgumentNullException.ThrowIfNull(accountKey);
        AccountName = accountName;
        _key = Convert.FromBase64String(accountKey);
    }

    public string AccountName { get; }

    public void SetAccountKey(string accountKey)
    {
        ArgumentNullException.ThrowIfNull(accountKey);
        Volatile.Write(ref _key, Convert.FromBase64String(accountKey));
    }

    /// <summary>Base64 of the HMAC-SHA256 of <paramref name="text"/> under the account's key.</summary>
    internal string Sign(ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[512];
        var length = Encoding.UTF8.GetByteCount(text);
        utf8 = length <= utf8.Length ? utf8[..length] : new byte[length];
        Encoding.UTF8.GetBytes(text, utf8);

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Volatile.Read(ref _key), utf8, signature);
        return Convert.ToBase64String(signature);
    }
}
