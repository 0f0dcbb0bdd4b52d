using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Segments.Details;

namespace ClientBase.Domain.Segments.Deciding;

/// <summary>What kind of thing a product is.</summary>
/// <param name="Category">Its category; null when not told.</param>
/// <param name="Brand">Who makes it; null when not told.</param>
public readonly record struct ProductKind(string? Category, string? Brand);

/// <summary>The kinds of the shops' products: orders name products, and rules also ask for categories and brands.</summary>
/// <param name="kinds">By <c>{shop}:{product}</c>.</param>
public sealed class ProductKinds(IReadOnlyDictionary<string, ProductKind> kinds)
{
    /// <summary>None is known.</summary>
    public static ProductKinds None { get; } = new(new Dictionary<string, ProductKind>());

    /// <summary>Another one whenever a product is of another kind.</summary>
    public string Stamp { get; } = StampOf(kinds);

    /// <summary>What somebody bought, also as categories and brands: each once an order.</summary>
    public IEnumerable<Detail> OfBought(IEnumerable<Detail> details)
    {
        var bought = details.Where(detail => detail is { Kind: DetailKind.Event, Name: DetailNames.BoughtProduct })
            .Select(detail => (detail.At, Kind: kinds.GetValueOrDefault($"{detail.Shop}:{detail.Text}")))
            .ToList();
        return Of(DetailNames.BoughtCategory, bought.Select(one => (one.At, one.Kind.Category)))
            .Concat(Of(DetailNames.BoughtBrand, bought.Select(one => (one.At, one.Kind.Brand))));
    }

    private static IEnumerable<Detail> Of(string verb, IEnumerable<(DateTimeOffset At, string? What)> bought) => bought
        .Where(one => !string.IsNullOrWhiteSpace(one.What))
        .Distinct()
        .Select(one => new Detail(DetailKind.Event, verb, one.At) { Text = one.What! });

    private static string StampOf(IReadOnlyDictionary<string, ProductKind> kinds)
    {
        var all = string.Join('\n', kinds.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}\t{one.Value.Category}\t{one.Value.Brand}")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)).AsSpan(0, 8));
    }
}
