using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientBase.Domain;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>An automation ready to be made.</summary>
/// <param name="Name">Its name, such as <c>welcome</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="About">What it does.</param>
internal sealed record AutomationPreset(string Name, LocalText Title, LocalText About)
{
    public required JsonNode Automation { get; init; }

    /// <summary>Its definition in a language.</summary>
    public JsonElement In(string language) => JsonSerializer.SerializeToElement(Localized(Automation, language));

    // {"ru": ..., "en": ...} is the text of the language; a list there is its lines.
    private static JsonNode? Localized(JsonNode? node, string language) => node switch
    {
        JsonObject { Count: 2 } texts when texts.ContainsKey("ru") && texts.ContainsKey("en") => Text(texts[language]!),
        JsonObject all => new JsonObject(all.Select(one => KeyValuePair.Create(one.Key, Localized(one.Value, language)))),
        JsonArray list => new JsonArray([.. list.Select(one => Localized(one, language))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode Text(JsonNode text) =>
        text is JsonArray lines ? JsonValue.Create(string.Join('\n', lines.Select(line => line!.GetValue<string>()))) : text.DeepClone();
}

/// <summary>The automations most shops want, kept as files of the app.</summary>
internal static class AutomationPresets
{
    private const string Folder = "automations/";

    // In the order in which a shop would switch them on.
    private static readonly string[] Names =
    [
        "welcome", "double-opt-in", "bonus", "abandoned-cart", "unfinished-request", "cross-sell", "win-back", "review", "birthday",
        "back-in-stock", "price-drop", "tier", "referral", "nps", "re-validation",
    ];

    private static readonly Lazy<FrozenDictionary<string, AutomationPreset>> Kept =
        new(() => Names.Select(Read).ToFrozenDictionary(preset => preset.Name, StringComparer.Ordinal));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AutomationPreset> All => [.. Names.Select(name => Kept.Value[name])];

    /// <summary>One by its name; null: there is none.</summary>
    public static AutomationPreset? Find(string name) => Kept.Value.GetValueOrDefault(name);

    private static AutomationPreset Read(string name)
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Folder}{name}.json")
            ?? throw new InvalidOperationException($"The preset '{name}' is missing.");
        var preset = JsonNode.Parse(file)!;
        return new AutomationPreset(name, TextOf(preset["title"]!), TextOf(preset["about"]!)) { Automation = preset["automation"]! };
    }

    private static LocalText TextOf(JsonNode texts) => new(texts["en"]!.GetValue<string>(), texts["ru"]!.GetValue<string>());
}
