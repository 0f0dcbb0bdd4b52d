using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace ClientBase.Cli.Tables;

/// <summary>Finds out what encoding a text file is in.</summary>
internal static class CsvEncoding
{
    private const int Cyrillic = 1251;
    private const int Western = 1252;

    static CsvEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a file; null for UTF-8, and for files with a byte order mark, which readers detect.</summary>
    /// <remarks>
    /// Reads the whole file, because the first letter beyond ASCII may be on the last line. A file that is not UTF-8 is in an 8-bit Windows
    /// code page: Cyrillic if letters beyond ASCII mostly stand side by side, since in Latin words accented letters stand alone.
    /// </remarks>
    /// <exception cref="InputRefusedException">The file is not text, such as an Excel workbook.</exception>
    public static Encoding? Guess(string path)
    {
        using var stream = Unpacked(File.OpenRead(path));
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            var (isUtf8, high, beside, carried) = (true, 0L, 0L, 0);
            for (var isFirst = true; ; isFirst = false)
            {
                var read = stream.ReadAtLeast(buffer.AsSpan(carried), buffer.Length - carried, throwOnEndOfStream: false);
                var bytes = buffer.AsSpan(0, carried + read);
                if (isFirst)
                {
                    RefuseBinary(path, bytes);
                    if (HasMark(bytes))
                    {
                        return null;
                    }
                }

                var atEnd = bytes.Length < buffer.Length;
                var whole = atEnd ? bytes.Length : bytes.Length - UnfinishedBytes(bytes);
                isUtf8 &= Utf8.IsValid(bytes[..whole]);
                Count(bytes[..whole], ref high, ref beside);
                if (atEnd)
                {
                    return isUtf8 ? null : Encoding.GetEncoding(beside * 2 > high ? Cyrillic : Western);
                }

                bytes[whole..].CopyTo(buffer);
                carried = bytes.Length - whole;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The file as it is, or unpacked where it is a gzip.</summary>
    public static Stream Unpacked(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return length == magic.Length && magic[0] == 0x1f && magic[1] == 0x8b ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static void RefuseBinary(string path, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\x03\x04"u8))
        {
            throw new InputRefusedException($"{Path.GetFileName(path)} is an Excel workbook or another archive. Save it as CSV (UTF-8).");
        }

        if (!HasMark(start) && start[..Math.Min(start.Length, 4096)].Contains((byte)0))
        {
            throw new InputRefusedException($"{Path.GetFileName(path)} is no text file. Save it as CSV (UTF-8).");
        }
    }

    private static bool HasMark(ReadOnlySpan<byte> start) =>
        start.StartsWith("\uFEFF"u8)
        || start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe])
        || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);

    // How many bytes at the end belong to a character that is not complete yet; at most three.
    private static int UnfinishedBytes(ReadOnlySpan<byte> bytes)
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

    private static void Count(ReadOnlySpan<byte> bytes, ref long high, ref long beside)
    {
        for (var next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff); next >= 0;)
        {
            var run = bytes[next..];
            var length = run.IndexOfAnyExceptInRange((byte)0x80, (byte)0xff);
            length = length < 0 ? run.Length : length;
            high += length;
            beside += length > 1 ? length : 0;
            bytes = run[length..];
            next = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff);
        }
    }
}
