using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>InSales's XML, as Rails writes it, in the shape of its JSON: <c>order-lines</c> becomes <c>order_lines</c>.</summary>
internal static class InSalesXml
{
    private const int MaxDepth = 60; // What JsonDocument reads, less a little.

    // Nothing is fetched and no entities are expanded: anybody who knows the address may write the body.
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Whether a body is XML rather than JSON.</summary>
    public static bool Is(ReadOnlySpan<byte> body)
    {
        var text = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }

    /// <summary>The outermost element as JSON.</summary>
    /// <exception cref="XmlException">It is not well formed, or nested too deeply.</exception>
    public static JsonDocument Read(byte[] body)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), Settings);
        reader.MoveToContent();
        return JsonSerializer.SerializeToDocument(ValueOf(reader));
    }

    // The reader stands on the element's beginning, and afterwards on its end.
    private static JsonNode? ValueOf(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
        {
            throw new XmlException("The elements are nested too deeply.");
        }

        var isNull = reader.GetAttribute("nil") == "true";
        var type = reader.GetAttribute("type");
        var text = "";
        var members = new List<(string Name, JsonNode? Value)>();
        for (var isOpen = !reader.IsEmptyElement; isOpen && reader.Read() && reader.NodeType != XmlNodeType.EndElement;)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                var name = reader.LocalName.Replace('-', '_');
                members.Add((name, ValueOf(reader)));
            }
            else
            {
                text += reader.Value;
            }
        }

        return isNull ? null
            : type == "array" ? new JsonArray([.. members.Select(member => member.Value)])
            : members.Count > 0 ? ObjectOf(members)
            : type == "boolean" ? JsonValue.Create(text.Trim() is "true" or "1")
            : JsonValue.Create(text.Trim());
    }

    private static JsonObject ObjectOf(List<(string Name, JsonNode? Value)> members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
        {
            json[name] = value;
        }

        return json;
    }
}
