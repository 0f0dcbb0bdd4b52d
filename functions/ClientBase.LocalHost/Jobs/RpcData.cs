using System.Globalization;
using ClientBase.LocalHost.Protocol;
using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClientBase.LocalHost.Jobs;

/// <summary>Values as the worker protocol carries them.</summary>
internal static class RpcData
{
    // Dates stay the text they are.
    private static readonly JsonSerializerSettings Dates = new() { DateParseHandling = DateParseHandling.None };

    public static TypedData From(object? value) => value switch
    {
        null => new(),
        string text => new() { String = text },
        byte[] bytes => new() { Bytes = ByteString.CopyFrom(bytes) },
        double number => new() { Double = number },
        ParameterBindingData data => new()
        {
            ModelBindingData = new()
            {
                Version = data.Version,
                Source = data.Source,
                ContentType = data.ContentType,
                Content = ByteString.CopyFrom(data.Content.ToMemory().Span),
            },
        },
        _ => new() { Json = JsonConvert.SerializeObject(value) },
    };

    /// <summary>The messages an output binding's value makes: each item of an array is one.</summary>
    public static IEnumerable<BinaryData> Messages(TypedData data) => data.DataCase switch
    {
        TypedData.DataOneofCase.None => [],
        TypedData.DataOneofCase.String => Messages(data.String),
        TypedData.DataOneofCase.Json => Messages(data.Json),
        TypedData.DataOneofCase.Bytes => [BinaryData.FromBytes(data.Bytes.Memory)],
        TypedData.DataOneofCase.CollectionString => data.CollectionString.String.Select(BinaryData.FromString),
        TypedData.DataOneofCase.CollectionBytes => data.CollectionBytes.Bytes.Select(bytes => BinaryData.FromBytes(bytes.Memory)),
        _ => throw new NotSupportedException($"A queue takes no {data.DataCase}."),
    };

    private static IEnumerable<BinaryData> Messages(string text) =>
        text.AsSpan().TrimStart() is ['[', ..] && JsonConvert.DeserializeObject<JToken>(text, Dates) is JArray items
            ? items.Select(item => BinaryData.FromString(TextOf(item)))
            : [BinaryData.FromString(text)];

    private static string TextOf(JToken item) =>
        item is JValue value ? value.ToString(CultureInfo.InvariantCulture) : item.ToString(Formatting.None);
}
