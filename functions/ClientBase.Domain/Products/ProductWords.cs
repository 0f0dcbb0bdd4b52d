using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Products;

/// <summary>Search of products by the beginnings of words.</summary>
public static class ProductWords
{
    /// <summary>The words of a text that somebody typed into a search field.</summary>
    public static IReadOnlyList<string> In(string? text) => SearchWords.In(text);

    /// <summary>Whether each of the words begins one of the title, brand, category or a stock code.</summary>
    public static bool Fit(ProductVersion product, IReadOnlyList<string> typed)
    {
        if (typed.Count == 0)
        {
            return true;
        }

        string?[] texts = [product.Title, product.Brand, product.Category, .. product.Variants.Select(variant => variant.Sku)];
        var own = texts.SelectMany(SearchWords.In).ToList();
        return typed.All(word => own.Any(mine => mine.StartsWith(word, StringComparison.Ordinal)));
    }
}
