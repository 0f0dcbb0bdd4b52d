using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientBase.Domain.Consent;

namespace ClientBase.Functions.Forms.Defining;

/// <summary>What a form's <c>consentText</c> says.</summary>
internal static class ConsentTexts
{
    private const string Version = "version";

    /// <summary>The version recorded with a consent: the one named, else a digest of the texts; null where there are none.</summary>
    public static string? VersionOf(FormDefinition form)
    {
        if (form.ConsentText is not { Count: > 0 } texts)
        {
            return null;
        }

        if (texts.TryGetValue(Version, out var named) && TextOf(named) is { Length: > 0 } version)
        {
            return version;
        }

        var written = string.Join('\n', texts.OrderBy(text => text.Key, StringComparer.Ordinal)
            .Select(text => $"{text.Key}={JsonSerializer.Serialize(text.Value)}"));
        return "sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)).AsSpan(0, 8));
    }

    /// <summary>The text on a purpose in a language, or in the other one; null where there is none.</summary>
    public static string? In(FormDefinition form, string purpose, string language)
    {
        if (form.ConsentText is not { } texts)
        {
            return null;
        }

        var own = texts.TryGetValue(purpose, out var of) ? of : default;
        return own.ValueKind switch
        {
            JsonValueKind.String => own.GetString(),
            JsonValueKind.Object => Member(own, language) ?? Member(own, "ru") ?? Member(own, "en"),
            _ when purpose == ConsentPurpose.Processing =>
                TextOf(texts.GetValueOrDefault(language)) ?? TextOf(texts.GetValueOrDefault("ru")) ?? TextOf(texts.GetValueOrDefault("en")),
            _ => null,
        };
    }

    /// <summary>Where the whole text is; null where the form does not say.</summary>
    public static string? Url(FormDefinition form) => TextOf(form.ConsentText?.GetValueOrDefault("url") ?? default);

    private static string? Member(JsonElement texts, string language) =>
        texts.TryGetProperty(language, out var text) ? TextOf(text) : null;

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
