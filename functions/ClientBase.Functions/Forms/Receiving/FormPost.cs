using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>The fields of a posted form, whichever way they were encoded.</summary>
/// <param name="Values">Values by name, as typed.</param>
public sealed record FormPost(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Field that people do not see and robots fill.</summary>
    public const string Honeypot = "_hp";

    /// <summary>When the form was shown, epoch milliseconds.</summary>
    public const string Started = "_started";

    /// <summary>A value, or null when absent or blank.</summary>
    public string? this[string name] => Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Reads JSON, urlencoded and multipart bodies.</summary>
    /// <returns>The post, or the refusal to answer with.</returns>
    public static async Task<(FormPost? Post, IResult? Problem)> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (await Bodies.ReadAsync(request, maxBytes, cancellationToken) is not { } body)
        {
            return (null, Problems.TooLarge(maxBytes));
        }

        if (request.HasJsonContentType())
        {
            return TryReadJson(body, out var post, out var why) ? (post, null) : (null, Problems.BadRequest(why));
        }

        if (!request.HasFormContentType)
        {
            return (null, Problems.UnsupportedMedia("Post application/json, application/x-www-form-urlencoded or multipart/form-data."));
        }

        try
        {
            request.Body = new MemoryStream(body);
            var form = await request.ReadFormAsync(cancellationToken);
            return (new FormPost(form.ToDictionary(field => field.Key, field => string.Join(", ", field.Value.Where(value => value is not null)))), null);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException or BadHttpRequestException)
        {
            return (null, Problems.BadRequest($"The form cannot be read: {malformed.Message}"));
        }
    }

    private static bool TryReadJson(byte[] body, [NotNullWhen(true)] out FormPost? post, out string why)
    {
        post = null;
        why = "The body is a JSON object with a value by field name.";
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (TextOf(field.Value) is { } text)
                {
                    values[field.Name] = text;
                }
            }

            post = new FormPost(values);
            return true;
        }
        catch (JsonException broken)
        {
            why = $"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.";
            return false;
        }
        catch (InvalidOperationException)
        {
            why = "The body holds text that is not valid Unicode.";
            return false;
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf).Where(text => text is not null)),
        _ => value.GetRawText(), // Numbers as typed, true and false, nested objects as JSON.
    };
}
