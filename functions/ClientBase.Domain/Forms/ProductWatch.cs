using System.Text.Json;

namespace ClientBase.Domain.Forms;

/// <summary>That somebody waits for a product, as a capture's data carry it.</summary>
/// <param name="Kind"><see cref="Stock"/> or <see cref="Price"/>.</param>
/// <param name="Product">The product's id.</param>
/// <param name="Shop">Its shop; null when the form does not say.</param>
public sealed record ProductWatch(string Kind, string Product, string? Shop)
{
    /// <summary>Where it stands among the data.</summary>
    public const string Name = "watch";

    /// <summary>Until it can be bought again.</summary>
    public const string Stock = "stock";

    /// <summary>Until it becomes cheaper.</summary>
    public const string Price = "price";

    /// <summary>Characters of a product's id at most: it becomes part of a key.</summary>
    public const int LongestId = 100;

    /// <summary>As data of a capture.</summary>
    public Dictionary<string, object?> ToData() => new() { ["kind"] = Kind, ["product"] = Product, ["shop"] = Shop };

    /// <summary>What a capture's data say; null when nothing.</summary>
    public static ProductWatch? Of(IReadOnlyDictionary<string, object?> data)
    {
        // Data that have been stored come back as JSON.
        string? Member(string name) => data.GetValueOrDefault(Name) switch
        {
            IReadOnlyDictionary<string, object?> own => own.GetValueOrDefault(name) as string,
            JsonElement { ValueKind: JsonValueKind.Object } json when json.TryGetProperty(name, out var value) => value.GetString(),
            _ => null,
        };
        return Member("kind") is { } kind && Member("product") is { } product ? new ProductWatch(kind, product, Member("shop")) : null;
    }
}
