using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>The fields of a posted form, whichever way they were encoded.</summary>
/// <param name="All">Values by name, as typed: of a field that was sent several times, all of them.</param>
public sealed record FormPost(IReadOnlyDictionary<string, IReadOnlyList<string>> All)
{
    /// <summary>Field that people do not see and robots fill.</summary>
    public const string Honeypot = "_hp";

    /// <summary>When the form was shown, epoch milliseconds.</summary>
    public const string Started = "_started";

    /// <summary>Values by name; several of one field joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Values { get; } =
        All.ToDictionary(field => field.Key, field => string.Join(", ", field.Value), StringComparer.Ordinal);

    /// <summary>What a yes/no field answers; null when it says nothing.</summary>
    /// <remarks>
    /// A tick box is often sent with a hidden field of the same name that holds the no, so any yes is a yes. A word that is neither says
    /// nothing: it must not become a refusal that nobody made.
    /// </remarks>
    public bool? Answer(string name)
    {
        var words = All.TryGetValue(name, out var values)
            ? values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(word => word.ToLowerInvariant()).ToList()
            : [];
        if (words.Any(word => word is "true" or "on" or "1" or "yes"))
        {
            return true;
        }

        return words.Count > 0 && words.All(word => word is "false" or "off" or "0" or "no") ? false : null;
    }

    /// <summary>A digest of what was posted, whichever way and in whichever order; when the form was shown makes no difference.</summary>
    public string Digest() => CaptureId.Of([.. All
        .Where(field => field.Key != Started)
        .OrderBy(field => field.Key, StringComparer.Ordinal)
        .Select(field => CaptureId.Of([field.Key, .. field.Value]))]);

    /// <summary>A value, or null when absent or blank.</summary>
    public string? this[string name] => Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Reads JSON, urlencoded and multipart bodies.</summary>
    /// <returns>The post, or the refusal to answer with.</returns>
    public static async Task<(FormPost? Post, IResult? Problem)> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
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
            return (new FormPost(form.ToDictionary(field => field.Key, field => Texts(field.Value))), null);
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

            var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (var field in json.RootElement.EnumerateObject())
            {
                var isList = field.Value.ValueKind == JsonValueKind.Array;
                IEnumerable<JsonElement> elements = isList ? field.Value.EnumerateArray() : [field.Value];
                if (Texts(elements.Select(TextOf)) is { Count: > 0 } texts)
                {
                    values[field.Name] = texts;
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

    private static IReadOnlyList<string> Texts(IEnumerable<string?> values) => [.. values.OfType<string>()];

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf).Where(text => text is not null)),
        _ => value.GetRawText(), // Numbers as typed, true and false, nested objects as JSON.
    };
}
