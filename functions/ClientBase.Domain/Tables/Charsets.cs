using System.Text;
using UtfUnknown;

namespace ClientBase.Domain.Tables;

/// <summary>Charsets by their names, marks and letters.</summary>
public static class Charsets
{
    private const int Windows1252 = 1252;
    private const float Sure = 0.5f;
    private const int EnoughLetters = 24; // Fewer tell a statistic little.

    private const int Capital = 20;
    private const int CapitalInside = 100;
    private const int NoLetter = 60;

    // How often the letters а to я come in Russian texts.
    private static readonly byte[] PerMille =
    [
        80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28, 47, 55, 63, 26, 3, 10, 5, 15, 7, 4, 1, 19, 17, 3, 6, 20,
    ];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly int[] Cyrillic = [1251, 20866, 866, 28595];
    private static readonly string[] CentralEuropean = ["windows-1250", "iso-8859-2"];

    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name such as <c>windows-1251</c>; null for no name and for one nobody knows.</summary>
    public static Encoding? Find(string? name)
    {
        try
        {
            return string.IsNullOrWhiteSpace(name) ? null : Encoding.GetEncoding(name.Trim().Trim('"', '\''));
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null; // NotSupported is UTF-7, which is switched off for good.
        }
    }

    /// <summary>The text of some bytes, without a byte order mark.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The charset their sender names, if any.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        var reading = new CharsetReading();
        reading.Add(bytes);
        var encoding = reading.Result(declared);
        return encoding.GetString(bytes[MarkLength(bytes)..]);
    }

    /// <summary>Text as UTF-8 without a byte order mark, whatever its bytes are in.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="declared">The charset their sender names, if any.</param>
    public static ReadOnlyMemory<byte> ToUtf8(ReadOnlyMemory<byte> bytes, string? declared = null)
    {
        var reading = new CharsetReading();
        reading.Add(bytes.Span);
        var encoding = reading.Result(declared);
        var text = bytes[MarkLength(bytes.Span)..];
        return encoding.CodePage == Utf8.CodePage ? text : Encoding.Convert(encoding, Utf8, text.ToArray());
    }

    /// <summary>The encoding a byte order mark tells; null without one.</summary>
    public static Encoding? ByMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xef, 0xbb, 0xbf, ..] => Utf8,
        [0xff, 0xfe, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xfe, 0xff, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xff, 0xfe, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>Bytes of the byte order mark.</summary>
    public static int MarkLength(ReadOnlySpan<byte> start) => ByMark(start)?.CodePage switch
    {
        null => 0,
        65001 => 3,
        12000 or 12001 => 4,
        _ => 2,
    };

    /// <summary>Whether bytes are text: they have a mark, are UTF-16 without one, or have next to no zero bytes.</summary>
    internal static bool LooksLikeText(ReadOnlySpan<byte> start) =>
        ByMark(start) is not null || Utf16WithoutMark(start) is not null || start.Count((byte)0) * 100 <= start.Length;

    /// <summary>UTF-16 told by the zero bytes of its ASCII letters, which all lie on one side.</summary>
    internal static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> start)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            even += start[i] == 0 && i % 2 == 0 ? 1 : 0;
            odd += start[i] == 0 && i % 2 == 1 ? 1 : 0;
        }

        if (start.Length < 4 || Math.Max(even, odd) * 10 < start.Length || Math.Min(even, odd) > 0)
        {
            return null;
        }

        return odd > 0 ? Encoding.Unicode : Encoding.BigEndianUnicode;
    }

    /// <summary>The 8-bit encoding of words that are not UTF-8.</summary>
    /// <param name="words">The words with letters beyond ASCII.</param>
    /// <param name="areBeside">Whether these letters mostly stand side by side, as in Cyrillic; in Latin words they stand alone.</param>
    internal static Encoding EightBit(byte[] words, bool areBeside)
    {
        var guessed = CharsetDetector.DetectFromBytes(words).Detected;
        var name = guessed is { Confidence: > Sure } ? guessed.EncodingName : null;
        if (!areBeside)
        {
            return name is not null && CentralEuropean.Contains(name) ? Encoding.GetEncoding(name) : Encoding.GetEncoding(Windows1252);
        }

        var cyrillic = Cyrillic.Select(page => Encoding.GetEncoding(page)).ToList();
        return (words.Length >= EnoughLetters ? cyrillic.Find(encoding => encoding.WebName == name || encoding.HeaderName == name) : null)
            ?? cyrillic.MaxBy(encoding => Likeness(encoding.GetString(words)))!;
    }

    // In the wrong encoding, Russian has seldom letters, capitals inside words, and signs where letters should be.
    private static int Likeness(string text)
    {
        var likeness = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var small = char.ToLowerInvariant(text[i]);
            likeness += small switch
            {
                >= 'а' and <= 'я' when small == text[i] => PerMille[small - 'а'],
                >= 'а' and <= 'я' => PerMille[small - 'а'] - (i > 0 && char.IsLower(text[i - 1]) ? CapitalInside : Capital),
                <= '\u007f' or 'ё' or '№' or '«' or '»' or '—' or '–' or '’' => 0,
                _ => -NoLetter,
            };
        }

        return likeness;
    }
}
