using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Transactions;

/// <summary>
/// One action's response inside a transaction's. Its headers and body are made from the bytes only when somebody looks at them: of a
/// hundred answers most are never read.
/// </summary>
/// <param name="status">The HTTP status.</param>
/// <param name="head">The status line from the status on, and the header lines.</param>
/// <param name="body">The JSON body, or nothing.</param>
internal sealed class PartResponse(int status, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body) : Response
{
    private Stream? _content;
    private List<HttpHeader>? _headers;

    public override int Status => status;

    public override string ReasonPhrase => Lines()[0][3..].Trim();

    public override Stream? ContentStream
    {
        get => _content ??= new MemoryStream(body.ToArray(), 0, body.Length, writable: false, publiclyVisible: true);
        set => _content = value;
    }

    public override string ClientRequestId { get; set; } = "";

    public override bool IsError => status >= 400;

    public override void Dispose() => _content?.Dispose();

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (var header in EnumerateHeaders())
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = header.Value;
                return true;
            }
        }

        return false;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        if (_headers is null)
        {
            var headers = new List<HttpHeader>();
            foreach (var line in Lines().AsSpan(1))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0)
                {
                    headers.Add(new HttpHeader(line[..colon], line[(colon + 1)..].Trim()));
                }
            }

            _headers = headers;
        }

        return _headers;
    }

    private string[] Lines() => Encoding.UTF8.GetString(head.Span).Split("\r\n");
}
