using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ClientBase.Functions.Shops.Apis;
using Refit;

namespace ClientBase.Functions.Shops.Shopify;

/// <summary>Shopify's REST Admin API, version 2026-04: lists by time of change, pages by the cursor in the header <c>Link</c>.</summary>
public sealed partial class ShopifyApi : IShopApi
{
    private const int PageSize = 250;
    private const string Deletions = "deleted orders";
    private const string ProductOfItem =
        "query($id: ID!) { inventoryItem(id: $id) { variant { product { legacyResourceId } } } }";

    public ShopKind Kind => ShopKind.Shopify;

    public IReadOnlyList<ShopResource> Resources { get; } =
    [
        new("customers", "customers/update"), new("orders", "orders/updated"), new("products", "products/update"),
        new(Deletions, "orders/delete"),
    ];

    public void Authorize(HttpClient client, ShopOptions shop)
    {
        if (Http.Secrets.IsSet(shop.AccessToken))
        {
            client.DefaultRequestHeaders.Add("X-Shopify-Access-Token", shop.AccessToken);
        }
    }

    public async Task<ShopPage> ReadAsync(
        HttpClient client, ShopResource resource, DateTimeOffset? since, string? cursor, CancellationToken cancellationToken)
    {
        // A cursor stands for all that was asked first, and nothing else may be asked with it.
        var isFirst = cursor is null;
        var from = isFirst ? since?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;
        if (resource.Name == Deletions)
        {
            return await ReadDeletionsAsync(client, from, cursor, cancellationToken);
        }

        using var answer = await RestService.For<IRest>(client).ListAsync(
            resource.Name,
            PageSize,
            cursor,
            from,
            isFirst && resource.Name == "orders" ? "any" : null,
            isFirst ? "updated_at asc" : null,
            cancellationToken);
        ShopApiException.ThrowOn(answer);
        return new ShopPage([.. answer.Content.Items(resource.Name)], NextOf(answer), null);
    }

    // A deleted order is on no list any more: only the shop's log of events knows of it.
    private static async Task<ShopPage> ReadDeletionsAsync(
        HttpClient client, string? since, string? cursor, CancellationToken cancellationToken)
    {
        var isFirst = cursor is null;
        using var answer = await RestService.For<IRest>(client).ListEventsAsync(
            PageSize, cursor, since, isFirst ? "Order" : null, isFirst ? "destroy" : null, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            return new ShopPage([], null, null); // An app that may not see the log still gets everything else.
        }

        ShopApiException.ThrowOn(answer);
        var deleted = answer.Content.Items("events")
            .Where(one => one.Text("verb") == "destroy" && one.Text("subject_type") == "Order" && one.Id("subject_id") is not null)
            .Select(one => JsonSerializer.SerializeToElement(new { id = one.Id("subject_id"), deleted_at = one.Text("created_at") }));
        return new ShopPage([.. deleted], NextOf(answer), null);
    }

    public bool TellsHistory => true;

    public async Task<ShopPage> ReadHistoryAsync(
        HttpClient client, CustomerKey who, string? cursor, CancellationToken cancellationToken)
    {
        var rest = RestService.For<IRest>(client);
        if ((who.Id ?? await FindCustomerAsync(rest, who.Email, cancellationToken)) is not { } id)
        {
            return new ShopPage([], null, null);
        }

        using var answer = await rest.ListOrdersOfAsync(id, PageSize, cursor, cursor is null ? "any" : null, cancellationToken);
        ShopApiException.ThrowOn(answer);
        return new ShopPage([.. answer.Content.Items("orders")], NextOf(answer), null);
    }

    // The search finds what resembles the address, too.
    private static async Task<string?> FindCustomerAsync(IRest rest, string? email, CancellationToken cancellationToken)
    {
        if (email is null)
        {
            return null;
        }

        using var found = await rest.SearchCustomersAsync($"email:{email}", cancellationToken);
        ShopApiException.ThrowOn(found);
        return found.Content.Items("customers")
            .Where(customer => string.Equals(customer.Text("email"), email, StringComparison.OrdinalIgnoreCase))
            .Select(customer => customer.Id("id")).FirstOrDefault(id => id is not null);
    }

    /// <summary>The product of a thing in stock, which only GraphQL finds.</summary>
    public async Task<JsonElement?> FindAsync(HttpClient client, string topic, string id, CancellationToken cancellationToken)
    {
        var rest = RestService.For<IRest>(client);
        using var item = await rest.AskAsync(new Query(ProductOfItem, new { id = $"gid://shopify/InventoryItem/{id}" }), cancellationToken);
        ShopApiException.ThrowOn(item);
        var product = item.Content.Member("data").Member("inventoryItem").Member("variant").Member("product");
        if (product.Id("legacyResourceId") is not { } productId)
        {
            return null;
        }

        using var found = await rest.FindProductAsync(productId, cancellationToken);
        if (found.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        ShopApiException.ThrowOn(found);
        return found.Content.Member("product") is { ValueKind: JsonValueKind.Object } whole ? whole.Clone() : null;
    }

    private static string? NextOf(ApiResponse<JsonElement> answer) =>
        answer.Headers!.TryGetValues("Link", out var links)
        && NextPage().Match(string.Join(',', links)) is { Success: true } next ? Uri.UnescapeDataString(next.Groups[1].Value) : null;

    [GeneratedRegex("""<[^<>]*[?&]page_info=([^&>]+)[^<>]*>\s*;\s*rel="?next"?""")]
    private static partial Regex NextPage();

    /// <summary>As far as it is used.</summary>
    internal interface IRest
    {
        [Get("/admin/api/2026-04/{resource}.json")]
        Task<ApiResponse<JsonElement>> ListAsync(
            string resource,
            int limit,
            [AliasAs("page_info")] string? cursor,
            [AliasAs("updated_at_min")] string? since,
            string? status,
            string? order,
            CancellationToken cancellationToken);

        [Get("/admin/api/2026-04/events.json")]
        Task<ApiResponse<JsonElement>> ListEventsAsync(
            int limit,
            [AliasAs("page_info")] string? cursor,
            [AliasAs("created_at_min")] string? since,
            string? filter,
            string? verb,
            CancellationToken cancellationToken);

        [Get("/admin/api/2026-04/customers/{id}/orders.json")]
        Task<ApiResponse<JsonElement>> ListOrdersOfAsync(
            string id, int limit, [AliasAs("page_info")] string? cursor, string? status, CancellationToken cancellationToken);

        [Get("/admin/api/2026-04/customers/search.json")]
        Task<ApiResponse<JsonElement>> SearchCustomersAsync(string query, CancellationToken cancellationToken);

        [Get("/admin/api/2026-04/products/{id}.json")]
        Task<ApiResponse<JsonElement>> FindProductAsync(string id, CancellationToken cancellationToken);

        [Post("/admin/api/2026-04/graphql.json")]
        Task<ApiResponse<JsonElement>> AskAsync([Body] Query query, CancellationToken cancellationToken);
    }

    /// <summary>A question in GraphQL.</summary>
    internal sealed record Query([property: JsonPropertyName("query")] string Text, object Variables);
}
