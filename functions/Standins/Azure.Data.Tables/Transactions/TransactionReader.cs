using System.Buffers.Text;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>Reads the answers to the actions of one transaction, in their order.</summary>
internal static class TransactionReader
{
    private static ReadOnlySpan<byte> StatusLine => "HTTP/1.1 "u8;

    public static List<Response> Read(Response response, int actions)
    {
        var rest = response.Content.ToMemory();
        var answers = new List<Response>();
        while (Next(ref rest) is { } answer)
        {
            answers.Add(answer);
        }

        // A change set that failed holds one answer: the failed action's.
        if (answers is [{ Status: >= 400 } failed])
        {
            throw TableTransactionFailedException.At(TableErrorParser.FailedIndex(failed), TableErrorParser.ToException(failed));
        }

        return answers.Count == actions
            ? answers
            : throw new RequestFailedException(response.Status, $"The service answered {answers.Count} of {actions} actions.");
    }

    /// <summary>The next embedded HTTP response: a status line, headers, an empty line and perhaps a body.</summary>
    private static PartResponse? Next(ref ReadOnlyMemory<byte> rest)
    {
        var start = rest.Span.IndexOf(StatusLine);
        if (start < 0)
        {
            return null;
        }

        rest = rest[(start + StatusLine.Length)..];
        if (!Utf8Parser.TryParse(rest.Span, out int status, out _))
        {
            return null;
        }

        var head = Take(ref rest, "\r\n\r\n"u8);

        // A body is one JSON object, which holds no line break of its own.
        var body = rest.Span.StartsWith("{"u8) ? Take(ref rest, "\r\n"u8) : default;
        return new PartResponse(status, head, body);
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> rest, ReadOnlySpan<byte> terminator)
    {
        var end = rest.Span.IndexOf(terminator);
        var taken = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + terminator.Length)..];
        return taken;
    }
}
