using System.Text.Json;
using ClientBase.Functions.Shops.Apis;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>Reads a page of a shop's list, or one thing a webhook told of, as if webhooks had brought it.</summary>
public sealed class PullShop(
    IOptions<ShopsOptions> shops,
    ShopApis apis,
    PulledThings things,
    PullStates states,
    PullMessages messages,
    TimeProvider clock,
    ILogger<PullShop> logger)
{
    /// <summary>Runs for each page; the next one is a message of its own, so a run goes on after any stop.</summary>
    [Function(nameof(PullShop))]
    public async Task RunAsync([QueueTrigger(Queues.ShopPull)] PullMessage message, CancellationToken cancellationToken)
    {
        var name = message.Page?.Shop ?? message.Thing?.Shop ?? "";
        if (!shops.Value.TryGetValue(name, out var shop) || apis.Open(shop) is not { } open)
        {
            return; // No longer configured.
        }

        if (message.Thing is { } thing)
        {
            await ReadThingAsync(thing, shop, open, cancellationToken);
        }
        else
        {
            await ReadPageAsync(message.Page!, shop, open, cancellationToken);
        }
    }

    private async Task ReadPageAsync(PagePull pull, ShopOptions shop, OpenShop open, CancellationToken cancellationToken)
    {
        var (state, etag) = await states.ReadAsync(pull.Shop, pull.IsBackfill, cancellationToken);
        if (state.Run is not { FinishedAt: null } run || run.Id != pull.Run)
        {
            return;
        }

        // A page that was read before: whoever read it may have ended before they put the next one.
        if (pull.Pages == run.Pages)
        {
            var moved = await MoveAsync(state, pull, shop, open, cancellationToken);
            if (!await states.TryWriteAsync(pull.Shop, pull.IsBackfill, moved, etag, cancellationToken) || moved.HasFailed)
            {
                return; // A repeat of this message was quicker and goes on, or the timer will.
            }

            run = moved.Run!;
        }

        if (run.FinishedAt is { } finishedAt)
        {
            var what = pull.IsBackfill ? "back-fill" : "reconciliation";
            logger.Pulled(pull.Shop, what, run.Items.Values.Sum(), run.Pages, finishedAt - run.StartedAt);
            return;
        }

        await messages.PutAsync(pull with { Pages = run.Pages }, cancellationToken);
    }

    private async Task<PullState> MoveAsync(
        PullState state, PagePull pull, ShopOptions shop, OpenShop open, CancellationToken cancellationToken)
    {
        var run = state.Run!;
        var lists = open.Api.Lists(pull.IsBackfill);
        var list = lists.First(list => list.Name == run.Resource);
        ShopPage page;
        try
        {
            page = await open.Api.ReadAsync(open.Client, list, run.Since, run.Cursor, cancellationToken);
        }
        catch (Exception failure) when (ShopApiException.CauseOf(failure) is { } cause)
        {
            // Tried often enough for now. The next run of the timer goes on here.
            logger.PullFailed(pull.Shop, cause);
            return state with
            {
                Run = run with { HasFailed = true },
                LastError = new PullError(clock.GetUtcNow(), $"{list.Name}: {cause}"),
            };
        }

        await things.SaveAsync(page.Items, pull.Shop, shop, list.Topic, pull.IsBackfill, cancellationToken);
        var now = clock.GetUtcNow();
        var goesRound = run.IsRound(page);
        var moved = run.After(goesRound ? page with { Next = null } : page, lists, now);
        var error = goesRound
            ? new PullError(now, $"{list.Name}: the shop's API gave a page a second time as the next one; the list ends there")
            : state.LastError;
        return new PullState(moved, moved.FinishedAt is null ? state.Until : run.StartedAt, error);
    }

    private async Task ReadThingAsync(ThingPull thing, ShopOptions shop, OpenShop open, CancellationToken cancellationToken)
    {
        JsonElement? found;
        try
        {
            found = await open.Api.FindAsync(open.Client, thing.Topic, thing.Id, cancellationToken);
        }
        catch (Exception failure) when (ShopApiException.CauseOf(failure) is { } cause)
        {
            throw new ShopApiException(cause); // The message is tried again, and is to be seen among the poisoned ones in the end.
        }

        if (found is { } item)
        {
            var topic = thing.Topic.Replace("/destroy", "/update", StringComparison.Ordinal);
            await things.SaveAsync([item], thing.Shop, shop, topic, isHistory: false, cancellationToken);
        }
        else if (thing.Topic.StartsWith("orders/", StringComparison.Ordinal))
        {
            var gone = JsonSerializer.SerializeToElement(new { id = thing.Id });
            await things.SaveAsync([gone], thing.Shop, shop, "orders/destroy", isHistory: false, cancellationToken);
        }
    }
}
