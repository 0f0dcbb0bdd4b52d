using System.Collections.Frozen;

namespace ClientBase.Functions.Visits;

/// <summary>What visitors do, and how scripts call it.</summary>
internal static class VisitKinds
{
    private static readonly FrozenDictionary<string, (string Kind, string? Needs)> BySpelling = Spellings(
        ("page", "url", "page pageview pageviewed viewpage view visit"),
        ("product", "productId", "product productview productviewed viewproduct viewitem"),
        ("cart", null, "cart cartchange cartchanged cartupdate cartupdated viewcart addtocart cartadd removefromcart cartremove"),
        ("search", "query", "search searched searchquery viewsearchresults"));

    /// <summary>The kinds, for a refusal to name.</summary>
    public const string All = "page, product, cart or search";

    /// <summary>The kind meant by a word such as "page_view", and the member it cannot do without; null for no kind of ours.</summary>
    public static (string Kind, string? Needs)? Find(string? word) =>
        BySpelling.TryGetValue(string.Concat((word ?? "").Where(char.IsLetter)).ToLowerInvariant(), out var kind) ? kind : null;

    private static FrozenDictionary<string, (string, string?)> Spellings(params (string Kind, string? Needs, string Words)[] kinds) => kinds
        .SelectMany(kind => kind.Words.Split(' ').Select(word => KeyValuePair.Create(word, (kind.Kind, kind.Needs))))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
