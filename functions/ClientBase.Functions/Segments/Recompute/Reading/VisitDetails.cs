using System.Text.Json;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute.Reading;

/// <summary>What a visit of the site means to rules: a page seen, and a product where there is one.</summary>
internal static class VisitDetails
{
    public static IEnumerable<Detail> Of(TimelineEntry visit)
    {
        if (Text(visit.Data, "url") is { } url)
        {
            // Rules name a page by its address as it is, or by its path.
            yield return new Detail(DetailKind.Event, DetailNames.VisitedPage, visit.At)
            {
                Text = url,
                Also = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsolutePath : "",
            };
        }

        if (Text(visit.Data, "productId") is { } product && Text(visit.Data, "kind") is null or "product")
        {
            yield return new Detail(DetailKind.Event, DetailNames.ViewedProduct, visit.At)
            {
                Text = product,
                Also = Text(visit.Data, "title") ?? "",
            };
        }
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
