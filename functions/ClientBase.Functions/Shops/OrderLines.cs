using System.Collections.Immutable;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;

namespace ClientBase.Functions.Shops;

/// <summary>What was ordered: as many lines as a row has room for; an order of more is told by its sum.</summary>
internal static class OrderLines
{
    private const int MaxWritten = 100_000; // Characters, as written in JSON: they stand on the timeline twice.
    private const int MaxLines = 1_000;
    private const int Overhead = 150; // Names, numbers and punctuation of a line.

    /// <summary>The first lines, as far as there is room.</summary>
    public static ImmutableArray<OrderLine> Cut(IEnumerable<OrderLine> lines)
    {
        var written = 0;
        return [.. lines.Take(MaxLines).TakeWhile(line => (written += LengthOf(line)) <= MaxWritten)];
    }

    /// <summary>The lines as the timeline shows them.</summary>
    public static List<Dictionary<string, object?>> Show(IEnumerable<OrderLine> lines) => [.. lines.Select(Show)];

    private static Dictionary<string, object?> Show(OrderLine line) => new()
    {
        ["productId"] = line.ProductId,
        ["sku"] = line.Sku,
        ["name"] = line.Title,
        ["quantity"] = line.Quantity,
        ["price"] = line.Price,
    };

    private static int LengthOf(OrderLine line) =>
        Overhead + Length(line.ProductId) + Length(line.VariantId) + Length(line.Sku) + Length(line.Title);

    private static int Length(string? text) => text is null ? 0 : CardLimits.WrittenLength(text);
}
