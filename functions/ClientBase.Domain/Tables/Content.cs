using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace ClientBase.Domain.Tables;

/// <summary>What kind of file it is.</summary>
public enum ContentKind
{
    /// <summary>Text, such as CSV or one value a line.</summary>
    Text,

    /// <summary>A workbook of Excel 2007 or later (.xlsx), or one that LibreOffice or Google Sheets wrote as such.</summary>
    Xlsx,

    /// <summary>A workbook of Excel 97 to 2003 (.xls).</summary>
    Xls,
}

/// <summary>What the bytes of a file are: the one place where that is found out.</summary>
/// <param name="Kind">Text or a workbook.</param>
/// <param name="IsGzip">Whether it is packed.</param>
/// <param name="Encoding">What encoding the text is in; UTF-8 for a workbook.</param>
public sealed record Content(ContentKind Kind, bool IsGzip, Encoding Encoding)
{
    private const int StartLength = 4096;
    private const int ZipHeaderLength = 30;

    private static readonly (string Start, string Name)[] NoTables =
    [
        ("%PDF-", "a PDF document"), ("\u0089PNG", "a picture"), ("ÿØÿ", "a picture"), ("GIF8", "a picture"), ("Rar!", "an archive (RAR)"),
        ("7z¼¯'\u001c", "an archive (7-Zip)"), ("BZh", "an archive (bzip2)"), ("(µ/ý", "an archive (zstd)"), ("ý7zXZ", "an archive (xz)"),
    ];

    /// <summary>Name of the encoding as charsets are declared: <c>utf-8</c>, <c>windows-1251</c>.</summary>
    public string Charset => Encoding.WebName;

    /// <summary>Finds out what a file is.</summary>
    /// <param name="open">Opens it from its beginning.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="declared">The charset its sender names, if any; bytes that cannot be that outweigh it.</param>
    /// <param name="isStartOnly">Whether to look at its beginning alone.</param>
    /// <remarks>Text is read to its end, because its first letter beyond ASCII may be on the last line.</remarks>
    /// <exception cref="InputRefusedException">It is neither text nor a workbook, or a gzip that is broken.</exception>
    public static Content Find(Func<Stream> open, string name, string? declared = null, bool isStartOnly = false)
    {
        try
        {
            using var file = open();
            var unpacked = Unpacked(file, out var isGzip);
            using var stream = unpacked;
            var buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
            try
            {
                var length = stream.ReadAtLeast(buffer, StartLength, throwOnEndOfStream: false);
                var kind = KindOf(buffer.AsSpan(0, length), name);
                if (kind != ContentKind.Text)
                {
                    return isGzip
                        ? throw new InputRefusedException($"{name} is a packed workbook. Give the workbook itself: it is packed already.")
                        : new Content(kind, false, Encoding.UTF8);
                }

                return new Content(kind, isGzip, EncodingOf(isStartOnly ? Stream.Null : stream, buffer, length, declared));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (InvalidDataException broken)
        {
            throw new InputRefusedException($"{name} is a gzip that is broken or cut off: {broken.Message} Give the whole file again.");
        }
    }

    /// <summary>The kind of file that begins with these bytes.</summary>
    /// <exception cref="InputRefusedException">It is neither text nor a workbook.</exception>
    public static ContentKind KindOf(ReadOnlySpan<byte> start, string name)
    {
        start = start[..Math.Min(start.Length, StartLength)];
        if (start.StartsWith("PK\x03\x04"u8))
        {
            return start[Math.Min(start.Length, ZipHeaderLength)..].StartsWith("mimetypeapplication/vnd.oasis.opendocument"u8)
                ? throw new InputRefusedException($"{name} is an OpenDocument sheet. Save it as CSV (UTF-8) or XLSX.")
                : ContentKind.Xlsx;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]))
        {
            return ContentKind.Xls;
        }

        var (latin, isText) = (Encoding.Latin1.GetString(start), Charsets.LooksLikeText(start));
        foreach (var (first, what) in NoTables)
        {
            if (latin.StartsWith(first, StringComparison.Ordinal))
            {
                throw new InputRefusedException($"{name} is {what}, and no text file. Save it as CSV (UTF-8) or XLSX.");
            }
        }

        return isText ? ContentKind.Text : throw new InputRefusedException($"{name} is no text file. Save it as CSV (UTF-8) or XLSX.");
    }

    /// <summary>The bytes as they are, or unpacked where they are a gzip.</summary>
    /// <remarks>
    /// A gzip that was cut off or damaged fails with <see cref="InvalidDataException"/> when its end is read:
    /// <c>System.IO.Compression.UseStrictValidation</c> is set for every program of this repository.
    /// </remarks>
    public static Stream Unpacked(Stream stream, out bool isGzip)
    {
        var start = new byte[2];
        var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        isGzip = IsGzipped(start.AsSpan(0, length));
        if (stream.CanSeek)
        {
            stream.Position -= length;
            return isGzip ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        }

        return isGzip ? Unpack(start, stream) : new Prefixed(start.AsMemory(0, length), stream);
    }

    /// <summary>Whether bytes begin a gzip.</summary>
    internal static bool IsGzipped(ReadOnlySpan<byte> start) => start is [0x1f, 0x8b, ..];

    /// <summary>What is in a gzip of which the first bytes were read already.</summary>
    internal static Stream Unpack(ReadOnlyMemory<byte> start, Stream rest) =>
        new GZipStream(new Prefixed(start, rest), CompressionMode.Decompress);

    private static Encoding EncodingOf(Stream stream, byte[] buffer, int length, string? declared)
    {
        var reading = new CharsetReading();
        for (; length > 0; length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false))
        {
            reading.Add(buffer.AsSpan(0, length));
        }

        return reading.Result(declared);
    }

    /// <summary>Bytes that were read already, then the rest of the stream they were read from.</summary>
    private sealed class Prefixed(ReadOnlyMemory<byte> prefix, Stream rest) : Stream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_prefix.IsEmpty)
            {
                return rest.Read(buffer);
            }

            var length = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..length].CopyTo(buffer);
            _prefix = _prefix[length..];
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                rest.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
