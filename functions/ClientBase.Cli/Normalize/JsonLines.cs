using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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

    /// <summary>Reads UTF-8 lines and writes an object for each.</summary>
    /// <remarks>Lines end in LF or CRLF; a byte order mark is skipped, broken bytes become U+FFFD.</remarks>
    /// <param name="input">The lines.</param>
    /// <param name="output">Where the objects go; flushed whenever the input has no more lines ready.</param>
    /// <param name="write">Writes the members of the object of one line.</param>
    /// <param name="progress">Gets the number of lines so far, after each chunk.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    public static void Convert(
        Stream input,
        Stream output,
        Action<Utf8JsonWriter, string> write,
        Action<long> progress,
        CancellationToken cancellationToken)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var reader = new StreamReader(input, utf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = new ArrayBufferWriter<byte>(ChunkLength * 4);
        using var json = new Utf8JsonWriter(text, Readable);
        var chunk = new char[ChunkLength];
        var begun = new StringBuilder();
        var lines = 0L;
        for (int length; (length = reader.Read(chunk, 0, chunk.Length)) > 0; progress(lines))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rest = chunk.AsSpan(0, length);
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
