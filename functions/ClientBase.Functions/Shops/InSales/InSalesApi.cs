using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClientBase.Functions.Shops.Apis;
using Refit;

namespace ClientBase.Functions.Shops.InSales;

/// <summary>
/// InSales's API: lists in the order of change. The next page is what changed after the last thing of the one before, so nothing is passed
/// over while the shop goes on working.
/// </summary>
public sealed class InSalesApi : IShopApi
{
    private const int PageSize = 100;
    private static readonly DateTimeOffset FirstTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero); // Only with a time are lists in that order.

    public ShopKind Kind => ShopKind.InSales;

    public IReadOnlyList<ShopResource> Resources { get; } =
    [
        new("clients", "client/update"), new("orders", "orders/update"), new("products", "products/update"),
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
        var after = cursor?.Split('|', 2);
        using var answer = await RestService.For<IRest>(client).ListAsync(
            resource.Name,
            PageSize,
            after?[0] ?? (since ?? FirstTime).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss '+00:00'", CultureInfo.InvariantCulture),
            after?[1],
            cancellationToken);
        ShopApiException.ThrowOn(answer);
        List<JsonElement> items = answer.Content.ValueKind == JsonValueKind.Array ? [.. answer.Content.EnumerateArray()] : [];
        var last = items.LastOrDefault(); // An empty page is the end: a shop may give shorter ones than were asked for.
        return new ShopPage(items, last.Text("updated_at") is { } at && last.Id("id") is { } id ? $"{at}|{id}" : null, null);
    }

    public async Task<JsonElement?> FindAsync(HttpClient client, string topic, string id, CancellationToken cancellationToken)
    {
        var list = topic.StartsWith("client", StringComparison.Ordinal) ? "clients" : topic.Split('/')[0];
        using var answer = await RestService.For<IRest>(client).FindAsync(list, id, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        ShopApiException.ThrowOn(answer);
        return answer.Content.Clone();
    }

    /// <summary>As far as it is used.</summary>
    internal interface IRest
    {
        [Get("/admin/{resource}.json")]
        Task<ApiResponse<JsonElement>> ListAsync(
            string resource,
            [AliasAs("per_page")] int pageSize,
            [AliasAs("updated_since")] string since,
            [AliasAs("from_id")] string? fromId,
            CancellationToken cancellationToken);

        [Get("/admin/{resource}/{id}.json")]
        Task<ApiResponse<JsonElement>> FindAsync(string resource, string id, CancellationToken cancellationToken);
    }
}
