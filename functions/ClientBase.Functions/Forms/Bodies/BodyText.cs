using System.Text;
using System.Text.Unicode;
using ClientBase.Domain.Tables;

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
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8",
        ["cp1251"] = "windows-1251",
        ["win-1251"] = "windows-1251",
        ["win1251"] = "windows-1251",
        ["cp1252"] = "windows-1252",
        ["koi8"] = "koi8-r",
        ["ansi"] = "windows-1252",
        ["binary"] = "utf-8",
        ["unicode"] = "utf-16",
    };

    private readonly Encoding _encoding;

    private BodyText(Encoding encoding, bool mayHaveSlips) => _encoding = Encoding.GetEncoding(
        encoding.CodePage,
        EncoderFallback.ReplacementFallback,
        mayHaveSlips ? DecoderFallback.ReplacementFallback : DecoderFallback.ExceptionFallback);

    /// <summary>How to read bytes of a declared charset.</summary>
    /// <param name="declared">The charset as declared; null: none is.</param>
    /// <param name="sample">All bytes that are to be read: they decide where nothing is declared.</param>
    /// <exception cref="UnreadableBodyException">Nobody knows the charset, or the bytes are no text.</exception>
    public static BodyText For(string? declared, ReadOnlySpan<byte> sample)
    {
        var name = declared?.Trim();
        var named = Charsets.Find(name is null ? null : OtherNames.GetValueOrDefault(name, name));
        if (name is { Length: > 0 } && named is null)
        {
            throw new UnreadableBodyException(415, "The charset that the form declares is not known. Send UTF-8.");
        }

        // Tools declare UTF-8 whatever they send.
        if (named is not null && named.CodePage != Encoding.UTF8.CodePage)
        {
            return new BodyText(named, mayHaveSlips: false);
        }

        if (Utf8.IsValid(sample))
        {
            return new BodyText(Encoding.UTF8, mayHaveSlips: false);
        }

        if (Charsets.ByMark(sample) is null && sample.ContainsAnyInRange((byte)0, (byte)8))
        {
            throw new UnreadableBodyException(400, "The form holds bytes that are no text. Send UTF-8, or name the charset.");
        }

        var reading = new CharsetReading();
        reading.Add(sample);
        return new BodyText(reading.Result(), mayHaveSlips: true);
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
}
