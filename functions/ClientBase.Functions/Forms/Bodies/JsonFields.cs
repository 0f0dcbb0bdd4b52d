using System.Text.Json;

namespace ClientBase.Functions.Forms.Bodies;

/// <summary>Reads a JSON object as the fields of a form.</summary>
internal static class JsonFields
{
    /// <exception cref="UnreadableBodyException">It is no JSON object, or not text.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Read(byte[] body, string? declared)
    {
        try
        {
            using var json = JsonDocument.Parse(BodyText.For(declared, body).Read(body));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Of(json.RootElement).ToList()
                : throw new UnreadableBodyException(400, "The body is a JSON object with a value by field name.");
        }
        catch (JsonException broken)
        {
            throw new UnreadableBodyException(
                400, $"The body is not valid JSON: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableBodyException(400, "The body holds text that is not valid Unicode.");
        }
    }

    /// <summary>The members of an object as fields; a list is several values of one field.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(JsonElement json) =>
        from field in json.EnumerateObject()
        from element in field.Value.ValueKind == JsonValueKind.Array ? field.Value.EnumerateArray().AsEnumerable() : [field.Value]
        let text = TextOf(element)
        where text is not null
        select new KeyValuePair<string, string>(field.Name, text);

    /// <summary>A value as a person would type it; null for null.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(TextOf).Where(text => text is not null)),
        _ => value.GetRawText(), // Numbers as typed, true and false, nested objects as JSON.
    };
}
