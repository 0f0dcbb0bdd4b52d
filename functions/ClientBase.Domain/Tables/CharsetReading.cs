using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ClientBase.Domain.Tables;

/// <summary>Finds out the charset of bytes that come piece by piece.</summary>
public sealed class CharsetReading
{
    private const int SampleLength = 1 << 16;
    private const int StartLength = 4096;
    private const int ValidForEachBroken = 10;
    private const int LongestCharacter = 4;

    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ArrayBufferWriter<byte> _words = new();
    private readonly byte[] _carried = new byte[LongestCharacter - 1];
    private int _carriedLength;
    private byte[]? _start;
    private long _valid;
    private long _broken;
    private long _high;
    private long _beside;

    /// <summary>Whether anything was seen that is no UTF-8.</summary>
    public bool IsBroken => _broken > 0;

    /// <summary>Takes in the next bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _start ??= bytes[..Math.Min(bytes.Length, StartLength)].ToArray();
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff) is var first && first < 0 && _carriedLength == 0)
        {
            return;
        }

        AddUtf8(bytes);
        CountHigh(bytes);
    }

    /// <summary>The encoding, as far as the bytes so far tell.</summary>
    /// <param name="declared">
    /// The charset their sender names. A byte order mark outweighs it, and so do bytes that cannot be the UTF-8 they are said to be.
    /// </param>
    public Encoding Result(string? declared = null)
    {
        var start = _start ?? [];
        if ((Charsets.ByMark(start) ?? Charsets.Utf16WithoutMark(start)) is { } told)
        {
            return told;
        }

        var named = Charsets.Find(declared);
        if (named is not null && named.CodePage != Utf8WithoutMark.CodePage)
        {
            return named;
        }

        // A slip or two in a long text: a letter that was cut in half is no other encoding.
        var broken = _broken + (_carriedLength > 0 ? 1 : 0);
        return broken == 0 || _valid > broken * ValidForEachBroken
            ? Utf8WithoutMark
            : Charsets.EightBit(_words.WrittenSpan.ToArray(), _beside * 2 > _high);
    }

    // A character may be cut by the end of a piece: its bytes wait for the next.
    private void AddUtf8(ReadOnlySpan<byte> bytes)
    {
        if (_carriedLength > 0)
        {
            Span<byte> joint = stackalloc byte[LongestCharacter * 2];
            _carried.AsSpan(0, _carriedLength).CopyTo(joint);
            var more = Math.Min(bytes.Length, LongestCharacter);
            bytes[..more].CopyTo(joint[_carriedLength..]);
            var status = Rune.DecodeFromUtf8(joint[..(_carriedLength + more)], out _, out var used);
            if (status == OperationStatus.NeedMoreData)
            {
                _carriedLength += more; // All of the piece, which is shorter than the character.
                joint[.._carriedLength].CopyTo(_carried);
                return;
            }

            Note(status);
            bytes = bytes[Math.Max(0, used - _carriedLength)..];
            _carriedLength = 0;
        }

        var whole = bytes[..^UnfinishedBytes(bytes)];
        bytes[whole.Length..].CopyTo(_carried);
        _carriedLength = bytes.Length - whole.Length;
        if (Utf8.IsValid(whole))
        {
            _valid += CountLeads(whole);
            return;
        }

        for (int next; (next = whole.IndexOfAnyInRange((byte)0x80, (byte)0xff)) >= 0;)
        {
            var status = Rune.DecodeFromUtf8(whole[next..], out _, out var used);
            Note(status);
            whole = whole[(next + used)..];
        }
    }

    private void Note(OperationStatus status)
    {
        if (status == OperationStatus.Done)
        {
            _valid++;
        }
        else
        {
            _broken++;
        }
    }

    private static long CountLeads(ReadOnlySpan<byte> bytes)
    {
        var leads = 0L;
        foreach (var one in bytes)
        {
            leads += one >= 0xc0 ? 1 : 0;
        }

        return leads;
    }

    /// <summary>How many bytes at the end belong to a character that is not complete yet; at most three.</summary>
    internal static int UnfinishedBytes(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var lead = bytes[^back];
            if ((lead & 0xC0) != 0x80)
            {
                var length = lead switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
                return length > back ? back : 0;
            }
        }

        return 0;
    }

    private void CountHigh(ReadOnlySpan<byte> bytes)
    {
        for (int next; (next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff)) >= 0;)
        {
            var run = bytes[next..];
            var length = run.IndexOfAnyExceptInRange((byte)0x80, (byte)0xff);
            length = length < 0 ? run.Length : length;
            _high += length;
            _beside += length > 1 ? length : 0;
            if (_words.WrittenCount < SampleLength)
            {
                _words.Write(run[..length]);
                _words.Write(" "u8);
            }

            bytes = run[length..];
        }
    }
}
