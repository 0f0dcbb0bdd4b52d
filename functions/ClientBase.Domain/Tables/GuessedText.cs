using System.IO.Compression;
using System.Text;

namespace ClientBase.Domain.Tables;

/// <summary>Text of a stream whose charset is found out while it is read, so that nobody has to wait for its end.</summary>
/// <remarks>Its first letters beyond ASCII decide: a file is in one charset. A gzip is unpacked.</remarks>
public sealed class GuessedText
{
    private const int ChunkLength = 16 * 1024;

    private readonly string _name;
    private readonly CharsetReading _reading = new();
    private readonly byte[] _bytes = new byte[ChunkLength];
    private readonly char[] _chars = new char[ChunkLength + 16];
    private Decoder? _decoder;
    private bool _isUtf8;
    private int _left;
    private bool _isAtEnd;
    private Stream _stream;

    /// <summary>Reads from a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What messages call it.</param>
    public GuessedText(Stream stream, string name) => (_stream, _name) = (stream, name);

    /// <summary>The next characters; empty at the end.</summary>
    /// <exception cref="InputRefusedException">It is no text.</exception>
    /// <exception cref="InvalidDataException">It is a gzip that was cut off or damaged.</exception>
    public ReadOnlySpan<char> Read()
    {
        while (!_isAtEnd)
        {
            var read = _stream.Read(_bytes, _left, _bytes.Length - _left);
            _isAtEnd = read == 0;
            if (_decoder is null && _stream is not GZipStream && Content.IsGzipped(_bytes.AsSpan(0, read)))
            {
                _stream = Content.Unpack(_bytes.AsMemory(0, read).ToArray(), _stream);
                continue;
            }

            _reading.Add(_bytes.AsSpan(_left, read));
            if (Decode(_bytes.AsSpan(0, _left + read)) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return default;
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes)
    {
        if (_decoder is null)
        {
            if (Content.KindOf(bytes, _name) != ContentKind.Text)
            {
                throw new InputRefusedException($"{_name} is a workbook, and no text file. Save it as text (UTF-8), one value a line.");
            }

            bytes = bytes[Charsets.MarkLength(bytes)..];
            Decide();
        }
        else if (_isUtf8 && _reading.IsBroken)
        {
            Decide();
        }

        var whole = _isUtf8 && !_isAtEnd ? bytes[..^CharsetReading.UnfinishedBytes(bytes)] : bytes;
        var length = _decoder!.GetChars(whole, _chars, flush: _isAtEnd);
        _left = bytes.Length - whole.Length;
        bytes[whole.Length..].CopyTo(_bytes);
        return _chars.AsSpan(0, length);
    }

    private void Decide()
    {
        var encoding = _reading.Result();
        _isUtf8 = encoding.CodePage == Encoding.UTF8.CodePage;
        _decoder = encoding.GetDecoder();
    }
}
