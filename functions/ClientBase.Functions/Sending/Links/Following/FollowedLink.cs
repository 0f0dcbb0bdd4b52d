using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>What a link of ours in a message stands for.</summary>
/// <param name="IntentId">The message.</param>
/// <param name="LeftAt">When it left, in whole seconds.</param>
/// <param name="Link">Where the address is kept, see <see cref="KnownLinks"/>.</param>
/// <param name="Url">The address itself, where it is this reader's alone; null: as kept.</param>
public sealed record FollowedLink(string IntentId, DateTimeOffset LeftAt, ulong Link, string? Url = null);

/// <summary>Makes and reads the short tokens of links: signed, so that nobody can have us lead anywhere else.</summary>
public sealed class FollowTokens(SigningKey key)
{
    private const int ContactLength = 26;
    private const int SuffixBytes = 8; // Of the intent's own digest, as Intent.IdOf makes it.
    private const int SignatureLength = 10; // 80 bits: a token leads to an address of the shop's own and shows nothing of anybody.
    private const int FixedLength = sizeof(ulong) + sizeof(uint) + 16 + SuffixBytes;
    private const int MaxUrl = 1_500;

    private byte[]? _key;

    /// <summary>The token; null for a message or an address that does not fit into one.</summary>
    public async ValueTask<string?> MakeAsync(FollowedLink link, CancellationToken cancellationToken)
    {
        var suffix = new byte[SuffixBytes];
        if (link.IntentId.Length != ContactLength + 1 + (2 * SuffixBytes) || !ContactId.IsValid(link.IntentId[..ContactLength])
            || Convert.FromHexString(link.IntentId.AsSpan(ContactLength + 1), suffix, out _, out _) != System.Buffers.OperationStatus.Done
            || link.Url?.Length > MaxUrl)
        {
            return null;
        }

        var url = Encoding.UTF8.GetBytes(link.Url ?? "");
        var said = new byte[FixedLength + url.Length];
        BinaryPrimitives.WriteUInt64BigEndian(said, link.Link);
        BinaryPrimitives.WriteUInt32BigEndian(said.AsSpan(8), (uint)link.LeftAt.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt128BigEndian(said.AsSpan(12), ContactId.Pack(link.IntentId[..ContactLength]));
        suffix.CopyTo(said, 28);
        url.CopyTo(said, FixedLength);
        return TokenText.Of([.. Signature(await KeyAsync(cancellationToken), said), .. said]);
    }

    /// <summary>What a token stands for; null for one that is none of ours.</summary>
    public async ValueTask<FollowedLink?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!TokenText.TryDecode(token, 3_000, out var bytes)
            || bytes.Length < SignatureLength + FixedLength
            || !CryptographicOperations.FixedTimeEquals(
                Signature(await KeyAsync(cancellationToken), bytes.AsSpan(SignatureLength)), bytes.AsSpan(0, SignatureLength)))
        {
            return null;
        }

        var said = bytes.AsSpan(SignatureLength);
        var contact = ContactId.Unpack(BinaryPrimitives.ReadUInt128BigEndian(said[12..]));
        return new FollowedLink(
            string.Create(CultureInfo.InvariantCulture, $"{contact}-{Convert.ToHexStringLower(said[28..FixedLength])}"),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(said[8..])),
            BinaryPrimitives.ReadUInt64BigEndian(said),
            said.Length > FixedLength ? Encoding.UTF8.GetString(said[FixedLength..]) : null);
    }

    private async ValueTask<byte[]> KeyAsync(CancellationToken cancellationToken) =>
        _key ??= await key.ForAsync("followed-link", cancellationToken);

    private static byte[] Signature(byte[] key, ReadOnlySpan<byte> said) => HMACSHA256.HashData(key, said)[..SignatureLength];
}
