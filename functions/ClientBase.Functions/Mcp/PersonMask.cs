using System.Text.Json.Nodes;

namespace ClientBase.Functions.Mcp;

/// <summary>
/// Hides who people are, for callers who may not take personal data out: what is known stays visible, its value does not.
/// </summary>
internal static class PersonMask
{
    private const string Hidden = "***";

    // Members of what the API shows that say who somebody is.
    private static readonly HashSet<string> Personal = new(StringComparer.Ordinal)
    {
        "name", "emails", "phones", "externalIds", "fields", "addresses", "custom", "greeting", "derived",
    };

    // What can be told of a value in a rule, such as an address that a clause asks for.
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal) { "value" };

    /// <summary>A contact or a page of them, hidden.</summary>
    public static void OfContacts(JsonNode? json) => Walk(json, Personal);

    /// <summary>Why somebody got a mail or did not, without what is known of them.</summary>
    public static void OfReasons(JsonNode? json) => Walk(json, Said);

    private static void Walk(JsonNode? node, HashSet<string> members)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var one in list)
                {
                    Walk(one, members);
                }

                break;
            case JsonObject some:
                foreach (var (name, value) in some.ToList())
                {
                    if (members.Contains(name))
                    {
                        some[name] = Hide(value);
                    }
                    else
                    {
                        Walk(value, members);
                    }
                }

                break;
        }
    }

    private static JsonNode? Hide(JsonNode? node) => node switch
    {
        null => null,
        JsonObject some => new JsonObject(some.Select(one => KeyValuePair.Create(one.Key, Hide(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Hide)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Shortened(text),
        _ => Hidden,
    };

    // A letter helps to tell people of a list apart, and tells nothing.
    private static string Shortened(string text) => text.Length == 0 ? "" : char.IsLetter(text[0]) ? text[0] + Hidden : Hidden;
}
