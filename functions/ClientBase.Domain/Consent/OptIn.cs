using System.Text.Json;

namespace ClientBase.Domain.Consent;

/// <summary>That somebody asked for marketing mail by a form that wants it confirmed by mail first, as a capture's data carry it.</summary>
/// <param name="Email">The address that is to confirm it.</param>
/// <param name="TextVersion">Version of the text they saw; null when the form has none.</param>
/// <param name="Language">In which language to ask: <c>ru</c> or <c>en</c>.</param>
public sealed record OptIn(string Email, string? TextVersion, string Language)
{
    /// <summary>Where it stands among the data.</summary>
    public const string Name = "optIn";

    /// <summary>As data of a capture.</summary>
    public Dictionary<string, object?> ToData() => new()
    {
        ["email"] = Email,
        ["textVersion"] = TextVersion,
        ["language"] = Language,
    };

    /// <summary>Whether a capture's data say it.</summary>
    public static bool IsIn(IReadOnlyDictionary<string, object?> data) => data.GetValueOrDefault(Name) is not null;

    /// <summary>What the data of a stored capture say; null when nothing.</summary>
    public static OptIn? Of(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(Name, out var said) || said.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string? Member(string name) =>
            said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return Member("email") is { } email ? new OptIn(email, Member("textVersion"), Member("language") ?? "en") : null;
    }
}
