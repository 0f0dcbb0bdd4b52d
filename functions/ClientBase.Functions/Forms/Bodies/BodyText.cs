using System.Text;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>A body of a kind or in letters that are not read here.</summary>
/// <param name="status">The status to answer with.</param>
/// <param name="message">What to mend.</param>
internal sealed class UnreadableBodyException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}

/// <summary>Finds out what the bytes of a form say.</summary>
internal sealed class BodyText
{
    private const int Cyrillic = 1251;
    private const int Western = 1252;

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8", ["cp1251"] = "windows-1251", ["win-1251"] = "windows-1251", ["win1251"] = "windows-1251",
        ["cp1252"] = "windows-1252", ["koi8"] = "koi8-r", ["ansi"] = "windows-1252", ["binary"] = "utf-8", ["unicode"] = "utf-16",
    };

    private readonly Encoding _encoding;

    static BodyText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private BodyText(Encoding encoding) =>
        _encoding = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);

    /// <summary>How to read bytes of a declared charset.</summary>
    /// <param name="declared">The charset as declared; null: none is.</param>
    /// <param name="sample">All bytes that are to be read, or as many as tell: they decide where nothing is declared.</param>
    /// <exception cref="UnreadableBodyException">Nobody knows the charset.</exception>
    public static BodyText For(string? declared, ReadOnlySpan<byte> sample)
    {
        if (declared is null)
        {
            return new BodyText(Guess(sample));
        }

        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(OtherNames.GetValueOrDefault(declared.Trim(), declared.Trim()));
        }
        catch (ArgumentException)
        {
            throw new UnreadableBodyException(415, "The charset that the form declares is not known. Send UTF-8.");
        }

        // Tools declare UTF-8 whatever they send.
        return new BodyText(encoding.CodePage == Encoding.UTF8.CodePage ? Guess(sample) : encoding);
    }

    /// <summary>The text of some bytes, without a byte order mark.</summary>
    /// <exception cref="UnreadableBodyException">They are no text in this charset.</exception>
    public string Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = _encoding.GetString(bytes);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableBodyException(
                400, $"The form holds bytes that are no text in {_encoding.WebName}. Send UTF-8, or name the charset.");
        }
    }

    // What is not UTF-8 is in an 8-bit Windows code page: Cyrillic if letters beyond ASCII mostly stand side by side, since in Latin words
    // accented letters stand alone.
    private static Encoding Guess(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]))
        {
            return Encoding.Unicode;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return Encoding.BigEndianUnicode;
        }

        if (bytes.ContainsAnyInRange((byte)0, (byte)8))
        {
            throw new UnreadableBodyException(400, "The form holds bytes that are no text. Send UTF-8, or name the charset.");
        }

        var (high, beside) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] >= 0x80)
            {
                high++;
                beside += (at > 0 && bytes[at - 1] >= 0x80) || (at + 1 < bytes.Length && bytes[at + 1] >= 0x80) ? 1 : 0;
            }
        }

        return Encoding.GetEncoding(beside * 2 > high ? Cyrillic : Western);
    }
}
