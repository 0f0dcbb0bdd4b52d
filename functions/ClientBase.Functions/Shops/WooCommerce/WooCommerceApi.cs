using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Shops.Apis;
using Refit;

namespace ClientBase.Functions.Shops.WooCommerce;

/// <summary>
/// WooCommerce's REST API v3: pages by number, in the order things were made, so that a change moves nothing to another page.
/// </summary>
public sealed class WooCommerceApi : IShopApi
{
    private const int PageSize = 100;
    private const string Trash = "orders in the bin";
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    public ShopKind Kind => ShopKind.WooCommerce;

    // Customers cannot be asked for by time of change, only by that of registration; those who order come with their orders.
    public IReadOnlyList<ShopResource> Resources { get; } =
    [
        new("customers", "customer.updated"),
        new("orders", "order.updated"),
        new(Trash, "order.updated"),
        new("products", "product.updated"),
    ];

    public void Authorize(HttpClient client, ShopOptions shop)
    {
        if (Http.Secrets.IsSet(shop.ConsumerKey) && Http.Secrets.IsSet(shop.ConsumerSecret))
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{shop.ConsumerKey}:{shop.ConsumerSecret}"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }
    }

    public async Task<ShopPage> ReadAsync(
        HttpClient client, ShopResource resource, DateTimeOffset? since, string? cursor, CancellationToken cancellationToken)
    {
        var page = cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var isCustomers = resource.Name == "customers";
        var isNewest = isCustomers && since is not null;
        using var answer = await RestService.For<IRest>(client).ListAsync(
            resource.Name == Trash ? "orders" : resource.Name,
            PageSize,
            page,
            isNewest ? "registered_date" : isCustomers ? "id" : "date",
            isNewest ? "desc" : "asc",
            isCustomers ? null : since?.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture),
            isCustomers || since is null ? null : "true",
            resource.Name == Trash ? "trash" : isCustomers ? null : "any",
            isCustomers ? "all" : null,
            cancellationToken);
        ShopApiException.ThrowOn(answer);
        List<JsonElement> items = answer.Content.ValueKind == JsonValueKind.Array ? [.. answer.Content.EnumerateArray()] : [];

        // A shop may give shorter pages than were asked for: without the header only an empty one is the last.
        var isLast = items.Count == 0 || page >= Number(answer, "X-WP-TotalPages") || (isNewest && IsBefore(items[^1], since!.Value));
        var next = isLast ? null : (page + 1).ToString(CultureInfo.InvariantCulture);
        return new ShopPage(items, next, Number(answer, "X-WP-Total"));
    }

    public bool TellsHistory => true;

    // Who ordered without an account is found by the address on the order.
    public async Task<ShopPage> ReadHistoryAsync(
        HttpClient client, CustomerKey who, string? cursor, CancellationToken cancellationToken)
    {
        if (who.Id is null && who.Email is null)
        {
            return new ShopPage([], null, null);
        }

        var page = cursor is null ? 1 : int.Parse(cursor, CultureInfo.InvariantCulture);
        using var answer = await RestService.For<IRest>(client).ListOrdersOfAsync(
            PageSize, page, who.Id, who.Id is null ? who.Email : null, "any", cancellationToken);
        ShopApiException.ThrowOn(answer);
        List<JsonElement> found = answer.Content.ValueKind == JsonValueKind.Array ? [.. answer.Content.EnumerateArray()] : [];
        var own = found.Where(order => who.Id is not null
            || string.Equals(order.Member("billing").Text("email"), who.Email, StringComparison.OrdinalIgnoreCase));
        var isLast = found.Count == 0 || page >= Number(answer, "X-WP-TotalPages");
        return new ShopPage([.. own], isLast ? null : (page + 1).ToString(CultureInfo.InvariantCulture), null);
    }

    private static bool IsBefore(JsonElement customer, DateTimeOffset since) =>
        string.CompareOrdinal(customer.Text("date_created_gmt"), since.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture)) < 0;

    private static int? Number(ApiResponse<JsonElement> answer, string header) =>
        answer.Headers!.TryGetValues(header, out var values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>As far as it is used.</summary>
    internal interface IRest
    {
        [Get("/wp-json/wc/v3/{resource}")]
        Task<ApiResponse<JsonElement>> ListAsync(
            string resource,
            [AliasAs("per_page")] int pageSize,
            int page,
            [AliasAs("orderby")] string orderBy,
            string order,
            [AliasAs("modified_after")] string? since,
            [AliasAs("dates_are_gmt")] string? isUtc,
            string? status,
            string? role,
            CancellationToken cancellationToken);

        [Get("/wp-json/wc/v3/orders")]
        Task<ApiResponse<JsonElement>> ListOrdersOfAsync(
            [AliasAs("per_page")] int pageSize,
            int page,
            string? customer,
            string? search,
            string status,
            CancellationToken cancellationToken);
    }
}
