using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Tests.Shops.Reconcile;

/// <summary>The REST API of a shop, real sockets included: lists with short pages, as Shopify, WooCommerce and InSales give them.</summary>
internal sealed class FakeShop : IAsyncDisposable
{
    private const int PageSize = 3;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _troubles = new();

    private FakeShop(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    /// <summary>What the shop has, by the name of its list.</summary>
    public Dictionary<string, List<JsonObject>> Lists { get; } = [];

    /// <summary>What was asked for, as path and query.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>What the asking showed of itself.</summary>
    public ConcurrentDictionary<string, string> Keys { get; } = new();

    /// <summary>What happens to every request instead of an answer; null: it is answered.</summary>
    public Func<HttpContext, Task>? Always { get; set; }

    /// <summary>Whether each page is given as the next one of itself.</summary>
    public bool GoesRound { get; set; }

    /// <summary>Whether the last page leads back to the first.</summary>
    public bool EndsAtItsBeginning { get; set; }

    /// <summary>What the end of an address is that the shop refuses; null: of none.</summary>
    public string? Refused { get; set; }

    public static async Task<FakeShop> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var shop = new FakeShop(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(shop.AnswerAsync);
        await app.StartAsync();
        return shop;
    }

    /// <summary>What happens to the next request.</summary>
    public void NextIs(Func<HttpContext, Task> trouble) => _troubles.Enqueue(trouble);

    public static Task Busy(HttpContext http)
    {
        http.Response.StatusCode = 429;
        http.Response.Headers.RetryAfter = "0.1"; // As Shopify writes it: "2.0".
        return Task.CompletedTask;
    }

    public static Task Fails(HttpContext http)
    {
        http.Response.StatusCode = 500;
        return http.Response.WriteAsync("<html>oops</html>");
    }

    public static async Task CutsOff(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 1000;
        await http.Response.WriteAsync("""{"orders":[{"id":""");
        await http.Response.Body.FlushAsync();
        http.Abort();
    }

    public static Task Refuses(HttpContext http) => Refuses(http, 401);

    private static Task Refuses(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path + http.Request.QueryString);
        foreach (var header in new[] { "Authorization", "X-Shopify-Access-Token" })
        {
            Keys[header] = http.Request.Headers[header].ToString();
        }

        var path = http.Request.Path.Value!;
        var list = path.Split('/')[^1].Replace(".json", "", StringComparison.Ordinal);
        return Always is { } always ? always(http)
            : _troubles.TryDequeue(out var trouble) ? trouble(http)
            : Refused is { } refused && path.EndsWith(refused, StringComparison.Ordinal) ? Refuses(http, 403)
            : list == "graphql" ? AnswerAsync(http, ProductOfItem)
            : path.Contains("/products/", StringComparison.Ordinal) ? AnswerAsync(http, new JsonObject { ["product"] = Product })
            : path.StartsWith("/admin/api/2026-04/", StringComparison.Ordinal) ? Shopify(http, list)
            : path.StartsWith("/wp-json/wc/v3/", StringComparison.Ordinal) ? WooCommerce(http, list)
            : path.Split('/') is ["", "admin", var things, var file] ? InSalesThing(http, things, file)
            : InSales(http, list);
    }

    private static JsonNode ProductOfItem => JsonNode.Parse("""
        {"data":{"inventoryItem":{"variant":{"product":{"legacyResourceId":"11"}}}}}
        """)!;

    private static JsonNode Product => JsonNode.Parse("""
        {"id":11,"title":"Tea","status":"active","updated_at":"2026-01-01T10:00:00Z",
        "variants":[{"id":1,"price":"5.00","inventory_quantity":8,"inventory_management":"shopify"}]}
        """)!;

    private Task Shopify(HttpContext http, string list)
    {
        if (list == "search")
        {
            var found = Things("customers").Where(one => one["email"]!.ToString().Contains(
                http.Request.Query["query"].ToString().Split(':')[1].Split('@')[0], StringComparison.Ordinal));
            return AnswerAsync(http, new JsonObject { ["customers"] = Array(found) });
        }

        var cursor = http.Request.Query["page_info"].ToString();
        var place = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
        var start = cursor.Length == 0 ? 0 : int.Parse(place, CultureInfo.InvariantCulture);
        var all = http.Request.Path.Value!.Split('/') is [.., "customers", var customer, "orders.json"]
            ? Things(list).FindAll(order => order["customer"]?["id"]?.ToString() == customer)
            : Things(list);
        if (start + PageSize < all.Count || EndsAtItsBeginning)
        {
            var following = (GoesRound ? start : start + PageSize < all.Count ? start + PageSize : 0)
                .ToString(CultureInfo.InvariantCulture);
            var next = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(following));
            http.Response.Headers.Link =
                $"<{Url}/admin/api/2026-04/{list}.json?limit=250&page_info=before>; rel=\"previous\", "
                + $"<{Url}/admin/api/2026-04/{list}.json?limit=250&page_info={next}>; rel=\"next\"";
        }

        return AnswerAsync(http, new JsonObject { [list] = Array(all.Skip(start).Take(PageSize)) });
    }

    private Task WooCommerce(HttpContext http, string list)
    {
        var status = http.Request.Query["status"].ToString();
        var (customer, search) = (http.Request.Query["customer"].ToString(), http.Request.Query["search"].ToString());
        var all = Things(list).Where(one => (one["status"]?.ToString() == "trash") == (status == "trash"))
            .Where(one => customer.Length == 0 || one["customer_id"]?.ToString() == customer)
            .Where(one => search.Length == 0
                || one["billing"]!["email"]!.ToString().Contains(search.Split('@')[0], StringComparison.Ordinal))
            .ToList();
        if (http.Request.Query["order"] == "desc")
        {
            all.Reverse();
        }

        var page = int.Parse(http.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        http.Response.Headers["X-WP-Total"] = all.Count.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-WP-TotalPages"] = ((all.Count + PageSize - 1) / PageSize).ToString(CultureInfo.InvariantCulture);
        return AnswerAsync(http, Array(all.Skip(GoesRound ? 0 : (page - 1) * PageSize).Take(PageSize)));
    }

    private Task InSales(HttpContext http, string list)
    {
        var since = DateTimeOffset.Parse(http.Request.Query["updated_since"].ToString(), CultureInfo.InvariantCulture);
        var from = http.Request.Query["from_id"].ToString() is { Length: > 0 } id ? long.Parse(id, CultureInfo.InvariantCulture) : 0;
        DateTimeOffset At(JsonObject one) => DateTimeOffset.Parse(one["updated_at"]!.ToString(), CultureInfo.InvariantCulture);
        long IdOf(JsonObject one) => long.Parse(one["id"]!.ToString(), CultureInfo.InvariantCulture);
        var changed = Things(list).Where(one => At(one) > since || (At(one) == since && IdOf(one) > from)).OrderBy(At).ThenBy(IdOf);
        return AnswerAsync(http, Array(changed.Take(PageSize)));
    }

    private Task InSalesThing(HttpContext http, string list, string file)
    {
        if (Things(list).Find(one => $"{one["id"]}.json" == file) is { } found)
        {
            return AnswerAsync(http, found.DeepClone());
        }

        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private List<JsonObject> Things(string list) => Lists.GetValueOrDefault(list, []);

    private static JsonArray Array(IEnumerable<JsonObject> things) => new([.. things.Select(one => one.DeepClone())]);

    private static Task AnswerAsync(HttpContext http, JsonNode body)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
