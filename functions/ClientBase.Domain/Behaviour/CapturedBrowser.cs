using System.Text.Json;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Behaviour;

/// <summary>The browser an event came from, as the event says itself.</summary>
public static class CapturedBrowser
{
    /// <summary>Under which name it is said, by forms too.</summary>
    public const string DataName = "visitorId";

    /// <summary>The visitor's id; null where none is said.</summary>
    public static string? Of(CapturedEvent capture) => capture.Data.GetValueOrDefault(DataName) switch
    {
        string text => NullIfBlank(text),
        JsonElement { ValueKind: JsonValueKind.String } text => NullIfBlank(text.GetString()!),
        _ => null,
    };

    private static string? NullIfBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
