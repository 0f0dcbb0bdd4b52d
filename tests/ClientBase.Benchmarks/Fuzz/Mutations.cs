using System.Text;
using System.Text.Json.Nodes;

namespace ClientBase.Benchmarks.Fuzz;

/// <summary>Makes something else of a text: what slips, breaks off, is of another kind, or is meant to hurt; by a seed.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly string[] Naughty =
    [
        "", " ", "\0", "\u202e", "\ud83d", "\ufeff", "'", "\"", "\\", "`", "--", "/*", "%00", "%", "%25", "..", "../../etc/passwd", "|",
        "=1+1", "@SUM(A1)", "<script>alert(1)</script>", "{{ 7 | times: 7 }}", "{% for i in (1..99999999) %}x{% endfor %}",
        "${jndi:ldap://x}", "\r\nBcc: all@x.example", "1e999", "-0", "NaN", "Infinity", "99999999999999999999999999999", "0x7f000001",
        "2026-02-30", "0000-00-00", "9999-12-31T23:59:59.9999999Z", "null", "undefined", "true", "[]", "{}", "ＡＢＣ", "ﷺ", "İı", "ß", "𝕏",
        "👩‍👩‍👧‍👦", "a\u0300\u0301\u0302", "xn--", "@", "a@", "@b", "a@b..c", "+7", "8 800", "javascript:alert(1)", "file:///etc/passwd",
        "http://169.254.169.254/", "continuation", new string('A', 5_000), new string('(', 300),
    ];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public T Any<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    public string AnyNaughty() => Any(Naughty);

    /// <summary>A text with one to four things changed.</summary>
    public string Text(string text)
    {
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            text = Once(text);
        }

        return text;
    }

    /// <summary>A body: mostly still JSON with something else in it, sometimes no JSON any more, sometimes no text.</summary>
    public byte[] Body(string json) => _random.Next(10) switch
    {
        0 => Bytes(Encoding.UTF8.GetBytes(json)),
        1 or 2 => Encoding.UTF8.GetBytes(Text(json)),
        _ => Encoding.UTF8.GetBytes(Json(json)),
    };

    /// <summary>JSON of which some members are something else.</summary>
    public string Json(string json)
    {
        var root = JsonNode.Parse(json)!;
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            var places = Places(root).ToList();
            if (places.Count == 0)
            {
                break;
            }

            var (parent, name, at) = Any(places);
            Put(parent, name, at, _random.Next(6) == 0 ? null : Value());
        }

        return root.ToJsonString();
    }

    private JsonNode? Value() => _random.Next(9) switch
    {
        0 => JsonValue.Create(_random.NextInt64(long.MinValue, long.MaxValue)),
        1 => JsonValue.Create(_random.Next(-3, 100) / 4m),
        2 => JsonValue.Create(_random.Next(2) == 0),
        3 => new JsonArray(JsonValue.Create("x"), null, new JsonObject()),
        4 => new JsonObject { ["value"] = AnyNaughty() },
        5 => JsonNode.Parse("1e400"),
        6 => JsonValue.Create("2026-03-01T10:00:00Z"),
        _ => JsonValue.Create(AnyNaughty()),
    };

    private static void Put(JsonNode parent, string? name, int at, JsonNode? value)
    {
        if (parent is JsonArray list)
        {
            list[at] = value;
        }
        else
        {
            parent[name!] = value;
        }
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int At)> Places(JsonNode node)
    {
        var below = node switch
        {
            JsonObject json => json.Select(member => (Place: ((JsonNode)json, (string?)member.Key, 0), Value: member.Value)),
            JsonArray list => list.Select((value, at) => (Place: ((JsonNode)list, (string?)null, at), Value: value)),
            _ => [],
        };
        return below.SelectMany(one => (one.Value is null ? [] : Places(one.Value)).Prepend(one.Place));
    }

    private byte[] Bytes(byte[] bytes)
    {
        for (var times = _random.Next(1, 9); times > 0 && bytes.Length > 0; times--)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return bytes;
    }

    private string Once(string text)
    {
        var at = _random.Next(text.Length + 1);
        var end = Math.Min(text.Length, at + _random.Next(1, 9));
        return _random.Next(7) switch
        {
            0 => text[..at],
            1 => text[..at] + text[end..],
            2 => text[..at] + AnyNaughty() + text[at..],
            3 => text[..at] + text[at..end] + text[at..],
            4 => text[..at] + (char)_random.Next(1, 0x3000) + text[at..],
            5 => text[..at] + AnyNaughty() + text[end..],
            _ => text[at..] + text[..at],
        };
    }
}
