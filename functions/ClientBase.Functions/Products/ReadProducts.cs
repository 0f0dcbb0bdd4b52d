using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Products;

/// <summary>Shows the shops' products: one, or a list.</summary>
public sealed class ReadProducts(ProductStore products)
{
    /// <summary>Products of a shop or of all, that fit a text or all.</summary>
    [Function("ListProducts")]
    [Asks("shop", "Only of this shop.")]
    [Asks("q", "Beginnings of words of the title.")]
    [AsksPaging]
    [Answers<Page<ProductView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "products")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (!ProductStore.IsPlace(paging.Continuation))
        {
            return Paging.NotOurs();
        }

        string? Asked(string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        var page = await products.ListAsync(Asked("shop"), Asked("q"), paging, cancellationToken);
        return Results.Json(new Page<ProductView>([.. page.Items.Select(product => ProductView.Of(product))], page.Continuation));
    }

    /// <summary>One product.</summary>
    [Function("GetProduct")]
    [Answers<ProductView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "products/{shop}/{id}")] HttpRequest request,
        string shop,
        string id,
        CancellationToken cancellationToken) =>
        await products.GetAsync(shop, id, cancellationToken) is var (product, watchers)
            ? Results.Json(ProductView.Of(product, watchers))
            : Problems.NotFound($"Shop '{shop}' has told of no product '{id}'.");
}
