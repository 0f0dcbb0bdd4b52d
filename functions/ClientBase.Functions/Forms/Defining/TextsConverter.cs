using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>Reads texts by language, and one text as that of both.</summary>
internal sealed class TextsConverter : JsonConverter<Dictionary<string, string>>
{
    public override Dictionary<string, string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString()!;
            return new Dictionary<string, string> { ["ru"] = text, ["en"] = text };
        }

        return JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options);
    }

    public override void Write(Utf8JsonWriter writer, Dictionary<string, string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options);
}
