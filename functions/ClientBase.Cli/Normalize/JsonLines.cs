using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Normalize;

/// <summary>Writes one JSON object for each line, as the lines come in.</summary>
internal static class JsonLines
{
    private const int ChunkLength = 16 * 1024;

    // Cyrillic stays readable. That is safe, because the output is a file or a terminal, never a web page.
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>Reads lines and writes an object for each.</summary>
    /// <remarks>
    /// Lines end in LF or CRLF; a byte order mark is skipped, the charset is found out, a gzip unpacked, broken bytes become U+FFFD.
    /// </remarks>
    /// <param name="input">The lines.</param>
    /// <param name="name">What messages call the input.</param>
    /// <param name="output">Where the objects go; flushed whenever the input has no more lines ready.</param>
    /// <param name="write">Writes the members of the object of one line.</param>
    /// <param name="progress">Gets the number of lines so far, after each chunk.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    public static void Convert(
        Stream input,
        string name,
        Stream output,
        Action<Utf8JsonWriter, string> write,
        Action<long> progress,
        CancellationToken cancellationToken)
    {
        var reader = new GuessedText(input, name);
        var text = new ArrayBufferWriter<byte>(ChunkLength * 4);
        using var json = new Utf8JsonWriter(text, Readable);
        var begun = new StringBuilder();
        var lines = 0L;
        for (ReadOnlySpan<char> rest; !(rest = reader.Read()).IsEmpty; progress(lines))
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int end; (end = rest.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
            {
                WriteObject(begun.Append(rest[..end]), json, text, write);
                lines++;
            }

            begun.Append(rest);
            Flush(text, output);
        }

        if (begun.Length > 0)
        {
            WriteObject(begun, json, text, write);
            Flush(text, output);
        }
    }

    private static void WriteObject(
        StringBuilder line, Utf8JsonWriter json, ArrayBufferWriter<byte> text, Action<Utf8JsonWriter, string> write)
    {
        var length = line.Length > 0 && line[^1] == '\r' ? line.Length - 1 : line.Length;
        json.WriteStartObject();
        write(json, line.ToString(0, length));
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        text.Write("\n"u8);
        line.Clear();
    }

    private static void Flush(ArrayBufferWriter<byte> text, Stream output)
    {
        output.Write(text.WrittenSpan);
        output.Flush();
        text.ResetWrittenCount();
    }
}
