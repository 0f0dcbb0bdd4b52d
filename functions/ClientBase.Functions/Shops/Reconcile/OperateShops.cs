using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Shops.Apis;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>A reading of a shop's lists.</summary>
/// <param name="State"><c>running</c>, <c>failed</c> (it is tried again) or <c>completed</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; null while it has not.</param>
/// <param name="Since">Only what changed since then is read; null: everything.</param>
/// <param name="Resource">The list that is read now; null at the end.</param>
/// <param name="Pages">Pages read.</param>
/// <param name="Items">Things read, by list.</param>
/// <param name="Total">How many the list has that is read now; null when the shop does not say.</param>
public sealed record PullView(
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? Since,
    string? Resource,
    int Pages,
    IReadOnlyDictionary<string, int> Items,
    int? Total)
{
    internal static PullView? Of(PullState state) => state.Run is not { } run ? null : new PullView(
        run.FinishedAt is not null ? "completed" : state.HasFailed ? "failed" : "running",
        run.StartedAt,
        run.FinishedAt,
        run.Since,
        run.FinishedAt is null ? run.Resource : null,
        run.Pages,
        run.Items,
        run.FinishedAt is null ? run.Total : null);
}

/// <summary>A shop, and how far its API was read.</summary>
/// <param name="Shop">Its name.</param>
/// <param name="Kind">What it runs on.</param>
/// <param name="State"><c>off</c> (its API is not configured, or there is none), <c>idle</c>, <c>running</c> or <c>failed</c>.</param>
/// <param name="LastReconciledAt">What changed before then has been read; null before the first reconciliation has ended.</param>
/// <param name="LastError">What went wrong last; null when nothing ever did.</param>
/// <param name="Reconciliation">The reconciliation under way or the last one; null before the first.</param>
/// <param name="Backfill">The back-fill under way or the last one; null before the first.</param>
public sealed record ShopView(
    string Shop,
    string Kind,
    string State,
    DateTimeOffset? LastReconciledAt,
    PullError? LastError,
    PullView? Reconciliation,
    PullView? Backfill);

/// <summary>Shows how far shops' APIs were read, and has the whole history of one read.</summary>
public sealed class OperateShops(IOptions<ShopsOptions> shops, ShopApis apis, PullStates states, PullStarts starts)
{
    /// <summary>A shop.</summary>
    [Function("ShowShop")]
    [Answers<ShopView>]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "shops/{shop}")] HttpRequest request,
        string shop,
        CancellationToken cancellationToken) =>
        NameOf(shop) is { } name ? Results.Json(await ViewAsync(name, cancellationToken)) : NoSuch(shop);

    /// <summary>Has everything read that the shop has: 202. While that is under way, asking again changes nothing.</summary>
    [Function("BackfillShop")]
    [Answers<ShopView>(202)]
    public async Task<IResult> BackfillAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "shops/{shop}/backfill")] HttpRequest request,
        string shop,
        CancellationToken cancellationToken)
    {
        if (NameOf(shop) is not { } name)
        {
            return NoSuch(shop);
        }

        if (apis.Of(shops.Value[name]) is not { } api)
        {
            return Problems.Conflict($"The API of shop '{name}' cannot be asked: set Shops__{name}__BaseUrl and its keys.");
        }

        await starts.StartAsync(name, api, isBackfill: true, cancellationToken);
        return Results.Json(await ViewAsync(name, cancellationToken), statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<ShopView> ViewAsync(string name, CancellationToken cancellationToken)
    {
        var shop = shops.Value[name];
        var (reconciliation, _) = await states.ReadAsync(name, isBackfill: false, cancellationToken);
        var (backfill, _) = await states.ReadAsync(name, isBackfill: true, cancellationToken);
        var state = apis.Of(shop) is null ? "off"
            : reconciliation.HasFailed || backfill.HasFailed ? "failed"
            : reconciliation.IsOpen || backfill.IsOpen ? "running"
            : "idle";
        return new ShopView(
            name,
            shop.Kind.ToString(),
            state,
            reconciliation.Until,
            new[] { reconciliation.LastError, backfill.LastError }.MaxBy(error => error?.At),
            PullView.Of(reconciliation),
            PullView.Of(backfill));
    }

    private string? NameOf(string shop) =>
        shops.Value.Keys.FirstOrDefault(key => string.Equals(key, shop, StringComparison.OrdinalIgnoreCase));

    private static IResult NoSuch(string shop) => Problems.NotFound($"There is no shop '{shop}'. Set Shops__{shop}__Kind.");
}
