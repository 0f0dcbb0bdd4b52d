using System.Text.Json;

namespace SendGrid;

internal static class QueryParameters
{
    /// <summary>The query of a flat JSON object; an array repeats its name.</summary>
    public static string ToQuery(string json)
    {
        if (json is null)
        {
            return "";
        }

        using var document = JsonDocument.Parse(json);
        var pairs =
            from property in document.RootElement.EnumerateObject()
            from value in Values(property.Value)
            select $"{property.Name}={value}";
        return "?" + string.Join('&', pairs);
    }

    private static List<JsonElement> Values(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
}
