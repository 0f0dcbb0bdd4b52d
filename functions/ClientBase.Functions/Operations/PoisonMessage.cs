using System.Text.Json;
using ClientBase.Functions.Telemetry;

namespace ClientBase.Functions.Operations;

/// <summary>A message that failed too often, without personal data.</summary>
/// <param name="Id">Its id in the poison queue.</param>
/// <param name="At">When it failed for the last time, or when it was put there if nobody noted why.</param>
/// <param name="Attempts">How often it was tried; null when nobody noted it.</param>
/// <param name="Cause">What went wrong.</param>
/// <param name="Summary">What the message is about, by opaque ids.</param>
public sealed record PoisonMessage(string Id, DateTimeOffset? At, int? Attempts, string Cause, string Summary)
{
    private const string UnknownCause =
        "not known: the app was ended in the middle, or the host could not decode the message, or somebody put it here by hand";

    private const string Unreadable = "unreadable message";
    private const int MaxIdLength = 64;
    private const int MaxItems = 3;

    // What our messages say of themselves in opaque ids. All else may be personal.
    private static readonly string[] Ids = ["runId", "campaignId", "shard", "from", "count", "blob"];

    /// <summary>A message as it lies in the queue, with what was noted of its failure.</summary>
    public static PoisonMessage Of(string id, DateTimeOffset? putAt, string text, PoisonCause? cause) => new(
        id, cause?.At ?? putAt, cause?.Attempts, cause is null ? UnknownCause : $"{cause.Function}: {cause.Cause}", SummaryOf(text));

    private static string SummaryOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var message = document.RootElement;
            var said = Member(message, "capture") is { ValueKind: JsonValueKind.Object } capture
                ? $"capture {IdOf(capture, "id")} of {IdOf(capture, "source")}"
                : Member(message, "items") is { ValueKind: JsonValueKind.Array } items
                ? string.Join(", ", items.EnumerateArray().Take(MaxItems).Select(DueOf))
                : string.Join(", ", Ids.Where(name => Member(message, name) is not null).Select(name => $"{name} {IdOf(message, name)}"));
            return said.Length > 0 ? said : Unreadable;
        }
        catch (JsonException)
        {
            return Unreadable;
        }
    }

    private static string DueOf(JsonElement item) => $"{IdOf(item, "what")} of {IdOf(item, "contact")}";

    // Messages written by hand may hold anything where an id belongs.
    private static string IdOf(JsonElement owner, string name) =>
        Member(owner, name)?.ToString() is { Length: > 0 and <= MaxIdLength } id
        && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.')
            ? id
            : "?";

    private static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object
        && owner.EnumerateObject().FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
            is { Value.ValueKind: not JsonValueKind.Undefined and not JsonValueKind.Null } found
            ? found.Value
            : null;
}
