using System.Text.Json.Serialization;
using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Sending.Ledger;

/// <summary>An intent in the row of its group; names are one letter since there are fifty of them in a row.</summary>
internal sealed record IntentDocument(
    [property: JsonPropertyName("c")] string ContactId,
    [property: JsonPropertyName("s")] int State,
    [property: JsonPropertyName("t")] long? At,
    [property: JsonPropertyName("n")] int Flights,
    [property: JsonPropertyName("r")] IReadOnlyList<string>? Reasons,
    [property: JsonPropertyName("d")] long? Due,
    [property: JsonPropertyName("v")] string? Variant,
    [property: JsonPropertyName("h")] string? Channel)
{
    public static IntentDocument Of(Intent intent) => new(
        intent.ContactId,
        (int)intent.State,
        intent.At?.ToUnixTimeMilliseconds(),
        intent.Flights,
        intent.Reasons,
        intent.Due?.ToUnixTimeMilliseconds(),
        intent.Variant,
        intent.Channel);

    public Intent ToIntent() => new(ContactId, (IntentState)State, TimeOf(At), Flights, Reasons, TimeOf(Due), Variant, Channel);

    private static DateTimeOffset? TimeOf(long? milliseconds) =>
        milliseconds is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IntentDocument[]))]
internal sealed partial class IntentJson : JsonSerializerContext;
