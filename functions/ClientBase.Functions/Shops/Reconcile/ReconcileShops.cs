using ClientBase.Functions.Shops.Apis;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>Has each shop's API asked for what its webhooks missed, and goes on with what was left in the middle.</summary>
public sealed class ReconcileShops(IOptions<ShopsOptions> shops, ShopApis apis, PullStarts starts)
{
    [Function(nameof(ReconcileShops))]
    public async Task RunAsync([TimerTrigger("%Schedule_ReconcileShops%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var (name, shop) in shops.Value)
        {
            if (apis.Of(shop) is { } api)
            {
                await starts.StartAsync(name, api, isBackfill: false, cancellationToken);
                await starts.ResumeAsync(name, isBackfill: true, cancellationToken);
            }
        }
    }
}
