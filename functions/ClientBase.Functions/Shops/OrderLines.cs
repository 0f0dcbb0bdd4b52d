using System.Text.Json;
using ClientBase.Domain.Contacts;

namespace ClientBase.Functions.Shops;

/// <summary>What was ordered, for the timeline: as many lines as an entry has room for; an order of more is told by its sum.</summary>
internal static class OrderLines
{
    private const int MaxWritten = 150_000; // Characters, as written in JSON.
    private const int MaxLines = 1_000;

    /// <summary>The lines in a shop's <c>line_items</c>.</summary>
    public static List<Dictionary<string, object?>> Of(JsonElement order)
    {
        var lines = new List<Dictionary<string, object?>>();
        var written = 0;
        foreach (var line in order.Items("line_items").Take(MaxLines).Select(Read))
        {
            written += line.Sum(value => 40 + (value.Value is string text ? CardLimits.WrittenLength(text) : 0));
            if (written > MaxWritten)
            {
                break;
            }

            lines.Add(line);
        }

        return lines;
    }

    private static Dictionary<string, object?> Read(JsonElement line) => new()
    {
        ["productId"] = line.Id("product_id"),
        ["sku"] = line.Text("sku"),
        ["name"] = line.Text("name") ?? line.Text("title"),
        ["quantity"] = line.Money("quantity"),
        ["price"] = line.Money("price"),
    };
}
