using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientBase.Domain.Identity;

/// <summary>Contact ids: two hex digits that name the shard, then 24 characters made from the founding capture.</summary>
/// <remarks>
/// A contact lives in the shard of the key it was founded by, so one batch writes claim and contact together. The id tells nothing about
/// the person, and a retry or a replay of the founding capture makes the same id.
/// </remarks>
public static class ContactId
{
    /// <summary>How many shards the base is spread over. Fixed: ids carry their shard.</summary>
    public const int ShardCount = 16;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's base 32, without letters that look alike.
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);
    private static readonly sbyte[] ValueOf = [.. Enumerable.Range(0, 128).Select(code => (sbyte)Alphabet.IndexOf((char)code))];

    /// <summary>All shards, as ids begin with them.</summary>
    public static IReadOnlyList<string> Shards { get; } = [.. Enumerable.Range(0, ShardCount).Select(ShardName)];

    /// <summary>The id of a new contact, made from the key it is founded by and its first capture.</summary>
    public static string Found(IdentityKey key, string captureId) => ShardOf(key) + Letters24(captureId);

    /// <summary>Whether a contact was, or would have been, founded by a capture.</summary>
    public static bool IsFoundedBy(string contactId, string captureId) => contactId.AsSpan(2).SequenceEqual(Letters24(captureId));

    /// <summary>The shard a contact lies in.</summary>
    public static string ShardOf(string contactId) => contactId[..2];

    /// <summary>The shard a key lies in.</summary>
    public static string ShardOf(IdentityKey key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key.Shared.ToString()), digest);
        return ShardName(digest[0] % ShardCount);
    }

    /// <summary>Whether the text has the form of an id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: 26 } && Shards.Contains(text[..2]) && !text.AsSpan(2).ContainsAnyExcept(Letters);

    /// <summary>An id in 16 bytes, for lists of millions; packed ids sort as ids do.</summary>
    /// <exception cref="FormatException">It is not the form of an id.</exception>
    public static UInt128 Pack(string contactId) =>
        TryPack(contactId, out var packed) ? packed : throw new FormatException("An id has two hex digits and 24 letters.");

    /// <summary>The same; false for a text of another form.</summary>
    public static bool TryPack(string contactId, out UInt128 packed)
    {
        packed = 0;
        if (contactId.Length != 26)
        {
            return false;
        }

        for (var i = 0; i < contactId.Length; i++)
        {
            var value = contactId[i] < ValueOf.Length ? ValueOf[contactId[i]] : -1;
            if (value < 0 || (i < 2 && value > 15))
            {
                return false;
            }

            packed = (packed << (i < 2 ? 4 : 5)) | (uint)value;
        }

        return true;
    }

    /// <summary>The id that was packed.</summary>
    public static string Unpack(UInt128 packed) => string.Create(26, packed, static (id, rest) =>
    {
        for (var i = id.Length - 1; i >= 2; i--, rest >>= 5)
        {
            id[i] = Alphabet[(int)(rest & 31)];
        }

        ((int)rest).TryFormat(id, out _, "x2", CultureInfo.InvariantCulture);
    });

    private static string Letters24(string captureId)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(captureId), digest);
        Span<char> letters = stackalloc char[24];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Alphabet[digest[i] & 31];
        }

        return new string(letters);
    }

    private static string ShardName(int shard) => shard.ToString("x2", CultureInfo.InvariantCulture);
}
