using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ClientBase.Domain.Segments.Facts;

/// <summary>Writes numbers in as few bytes as they need, seven bits in each.</summary>
/// <param name="expected">How many bytes there are going to be, about: what grows lies in memory twice.</param>
internal sealed class ByteWriter(int expected = 256)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(expected);

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>What is written, and after it what another has written, in an array of its size.</summary>
    public ReadOnlyMemory<byte> With(ByteWriter next)
    {
        var all = new byte[_bytes.WrittenCount + next._bytes.WrittenCount];
        _bytes.WrittenSpan.CopyTo(all);
        next._bytes.WrittenSpan.CopyTo(all.AsSpan(_bytes.WrittenCount));
        return all;
    }

    public void Number(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            span[length++] = (byte)(value | 0x80);
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    /// <summary>A number of either sign, the small ones of both in one byte.</summary>
    public void Signed(long value) => Number((ulong)((value << 1) ^ (value >> 63)));

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Eight(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number((ulong)length);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Texts(IReadOnlyCollection<string> texts)
    {
        Number((ulong)texts.Count);
        foreach (var text in texts)
        {
            Text(text);
        }
    }

    /// <summary>Which of so many things there are.</summary>
    public void Bits(IEnumerable<int> set, int count)
    {
        var length = (count + 7) / 8;
        var span = _bytes.GetSpan(Math.Max(length, 1))[..length];
        span.Clear();
        foreach (var bit in set)
        {
            span[bit >> 3] |= (byte)(1 << (bit & 7));
        }

        _bytes.Advance(length);
    }

    /// <summary>A sum at a scale; raw: with all of its sixteen bytes.</summary>
    public void Money(decimal sum, int scale, bool isRaw)
    {
        if (!isRaw)
        {
            Signed((long)(sum * PowersOfTen.At(scale)));
            return;
        }

        foreach (var part in decimal.GetBits(sum))
        {
            Number((uint)part);
        }
    }
}

/// <summary>What a sum is multiplied by to lose its decimal places.</summary>
internal static class PowersOfTen
{
    private static readonly decimal[] All = [.. Enumerable.Range(0, 19).Select(power => (decimal)Math.Pow(10, power))];

    public static int Count => All.Length;

    public static decimal At(int scale) => All[scale];

    /// <summary>Whether a sum is a whole number of 63 bits at a scale.</summary>
    public static bool Fits(decimal sum, int scale) =>
        scale < Count && sum.Scale <= scale && Math.Abs(sum) < long.MaxValue / At(scale);
}
