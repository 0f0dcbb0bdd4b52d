using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Exports;

/// <summary>Links to files that end: signed by the app's secret, so that whoever has one needs no key, and nobody can prolong it.</summary>
public sealed class ExportLinks(SigningKey key)
{
    private const string Use = "exports";
    private const int SignatureLength = 16;

    /// <summary>The end of a link's address.</summary>
    public async Task<string> SignAsync(ExportState export, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var said = Said(export, expiresAt.ToUnixTimeSeconds());
        return TokenText.Of([.. await SignatureAsync(export, said, cancellationToken), .. said]);
    }

    /// <summary>Until when a link is good; null for one that is none of ours.</summary>
    public async Task<DateTimeOffset?> ReadAsync(ExportState export, string token, CancellationToken cancellationToken)
    {
        if (!TokenText.TryDecode(token, 64, out var bytes) || bytes.Length != SignatureLength + 12)
        {
            return null;
        }

        var said = bytes[SignatureLength..];
        var isOurs = CryptographicOperations.FixedTimeEquals(
            await SignatureAsync(export, said, cancellationToken), bytes.AsSpan(0, SignatureLength));
        return isOurs && BinaryPrimitives.ReadInt32BigEndian(said.AsSpan(8)) == export.Run
            ? DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(said))
            : null;
    }

    private static byte[] Said(ExportState export, long seconds)
    {
        var said = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(said, seconds);
        BinaryPrimitives.WriteInt32BigEndian(said.AsSpan(8), export.Run);
        return said;
    }

    private async Task<byte[]> SignatureAsync(ExportState export, byte[] said, CancellationToken cancellationToken)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(export.Id), .. said];
        return HMACSHA256.HashData(await key.ForAsync(Use, cancellationToken), signed)[..SignatureLength];
    }
}
