using System.Buffers.Binary;
using System.Text;

namespace ClientBase.Domain.Segments.Facts;

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public ulong Number()
    {
        var span = bytes.Span;
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = span[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return value;
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Eight()
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[_at..]);
        _at += 8;
        return value;
    }

    public string Text()
    {
        var length = (int)Number();
        var text = Encoding.UTF8.GetString(bytes.Span.Slice(_at, length));
        _at += length;
        return text;
    }

    public List<string> Texts()
    {
        var count = (int)Number();
        var texts = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            texts.Add(Text());
        }

        return texts;
    }

    public List<int> Bits(int count)
    {
        var set = new List<int>();
        for (var bit = 0; bit < count; bit++)
        {
            if ((bytes.Span[_at + (bit >> 3)] & (1 << (bit & 7))) != 0)
            {
                set.Add(bit);
            }
        }

        _at += (count + 7) / 8;
        return set;
    }

    public decimal Money(int scale, bool isRaw)
    {
        if (isRaw)
        {
            return new decimal([(int)Number(), (int)Number(), (int)Number(), (int)Number()]);
        }

        var value = Signed();
        var magnitude = (ulong)Math.Abs(value);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, value < 0, (byte)scale);
    }
}
