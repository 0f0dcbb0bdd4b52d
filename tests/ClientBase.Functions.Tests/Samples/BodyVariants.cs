using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClientBase.Functions.Tests.Samples;

/// <summary>A body as senders also send it: members missing, null, of another type, in another order, twice, unknown.</summary>
internal static class BodyVariants
{
    private const int MaxPlaces = 400; // Of long bodies the first: later lines of an order are like the first one.

    /// <summary>All variants of one body, each with what is other about it.</summary>
    public static IEnumerable<(string What, byte[] Body)> Of(string json)
    {
        foreach (var place in PlacesOf(JsonNode.Parse(json)!).Take(MaxPlaces))
        {
            yield return ($"{place} is missing", Changed(json, place, remove: true, null));
            foreach (var other in Others(JsonNode.Parse(json)!, place))
            {
                yield return ($"{place} is {other?.ToJsonString() ?? "null"}", Changed(json, place, remove: false, other));
            }
        }

        yield return ("the order is another", Encoding.UTF8.GetBytes(Reordered(JsonNode.Parse(json)!).ToJsonString()));
        yield return ("all is there twice", Encoding.UTF8.GetBytes(Twice(json)));
        yield return ("half a letter stands in it", Encoding.UTF8.GetBytes(WithText(json, "\\ud83d")));
        yield return ("bytes that are no letters stand in it", [.. Encoding.Latin1.GetBytes(WithText("{}", "\u00ff\u00fe")), .. " "u8]);
        yield return ("it begins with a mark", [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes(json)]);
        yield return ("it is cut off", Encoding.UTF8.GetBytes(json)[..(json.Length / 2)]);
        foreach (var other in new[] { "[]", "null", "7", "\"text\"", "{}", "", " ", "[[[[[[[[" })
        {
            yield return ($"it is {other}", Encoding.UTF8.GetBytes(other));
        }
    }

    private static IEnumerable<string> PlacesOf(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(member => Below(member.Key, member.Value)),
        JsonArray { Count: > 0 } list => Below("0", list[0]),
        _ => [],
    };

    private static IEnumerable<string> Below(string name, JsonNode? node) =>
        (node is null ? [] : PlacesOf(node).Select(place => $"{name}/{place}")).Prepend(name);

    private static IEnumerable<JsonNode?> Others(JsonNode root, string place)
    {
        yield return null;
        var now = place.Split('/').Aggregate(root, (node, name) => node is JsonArray list ? list[0]! : node[name]!);
        foreach (var other in new Func<JsonNode>[]
        {
            () => JsonValue.Create(-7.5m)!, () => JsonValue.Create("other")!, () => JsonValue.Create("")!, () => JsonValue.Create(true)!,
            () => new JsonArray(), () => new JsonArray(new JsonArray(), JsonValue.Create("x")), () => new JsonObject(),
            () => JsonNode.Parse("1e999")!, () => JsonNode.Parse("99999999999999999999999999")!,
            () => JsonValue.Create("0000-00-00T00:00:00")!,
        })
        {
            if (other() is var node && node.ToJsonString() != now?.ToJsonString())
            {
                yield return node;
            }
        }
    }

    private static byte[] Changed(string json, string place, bool remove, JsonNode? value)
    {
        var root = JsonNode.Parse(json)!;
        var names = place.Split('/');
        var parent = names[..^1].Aggregate(root, (node, name) => node is JsonArray list ? list[0]! : node[name]!);
        if (parent is JsonArray items)
        {
            items.RemoveAt(0);
            if (!remove)
            {
                items.Insert(0, value);
            }
        }
        else if (remove)
        {
            parent.AsObject().Remove(names[^1]);
        }
        else
        {
            parent[names[^1]] = value;
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonNode Reordered(JsonNode node) => node switch
    {
        JsonObject json => new JsonObject(json.Reverse().Select(member =>
            KeyValuePair.Create(member.Key, member.Value is null ? null : Reordered(member.Value)))),
        _ => node.DeepClone(),
    };

    private static string Twice(string json) =>
        json.Trim() is ['{', .., '}'] text && text.Length > 2 ? $"{text[..^1]},{text[1..]}" : json;

    private static string WithText(string json, string text) =>
        json.Trim() is ['{', .. var rest] ? $"{{\"note\":\"{text}\"{(rest.Trim() == "}" ? "" : ",")}{rest}" : json;

    /// <summary>The JSON of a file, without a mark.</summary>
    public static string Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetRawText();
}
