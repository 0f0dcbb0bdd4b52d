using System.Text;
using System.Text.Json;
using ClientBase.Domain.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClientBase.Functions.Crm.Requests.Letters;

/// <summary>
/// The fields SendGrid's Inbound Parse posts, as bytes: each may be in a charset of its own, which field <c>charsets</c> tells.
/// </summary>
/// <see href="https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook"/>
internal sealed class InboundParse
{
    private const int MaxFields = 200;

    private readonly Dictionary<string, byte[]> _fields;
    private readonly Dictionary<string, string> _charsets;

    private InboundParse(Dictionary<string, byte[]> fields)
    {
        _fields = fields;
        _charsets = ReadCharsets(fields.GetValueOrDefault("charsets"));
    }

    /// <summary>The whole letter, when raw MIME is posted.</summary>
    public byte[]? Raw => _fields.GetValueOrDefault("email");

    /// <summary>A field as text; null when it is absent or blank.</summary>
    public string? this[string name] =>
        _fields.TryGetValue(name, out var bytes) && Charsets.Decode(bytes, _charsets.GetValueOrDefault(name)) is var text
        && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>Reads a body; attachments are passed over.</summary>
    /// <exception cref="InvalidDataException">It is no form.</exception>
    public static async Task<InboundParse> ReadAsync(HttpRequest request, byte[] body, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw new InvalidDataException("the Content-Type says what it is");
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            request.Body = new MemoryStream(body);
            var form = await request.ReadFormAsync(cancellationToken);
            return new InboundParse(form.ToDictionary(
                field => field.Key, field => Encoding.UTF8.GetBytes(field.Value.ToString()), StringComparer.Ordinal));
        }

        var fields = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var reader = new MultipartReader(boundary, new MemoryStream(body));
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section && fields.Count < MaxFields)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFormDisposition())
            {
                using var bytes = new MemoryStream();
                await section.Body.CopyToAsync(bytes, cancellationToken);
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).ToString()] = bytes.ToArray();
            }
        }

        return new InboundParse(fields);
    }

    private static Dictionary<string, string> ReadCharsets(byte[]? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return []; // Then what the bytes look like decides.
        }
    }
}
