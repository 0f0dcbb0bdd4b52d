using ClientBase.Domain.Analytics.Baskets;
using ClientBase.Domain.Forecast;
using ClientBase.Domain.Forecast.Purchases;
using ClientBase.Functions.Reports.Logs;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Reports.Ahead;

/// <summary>
/// Learns from the base's orders what to expect and what to offer: each night, in a small base also with every change, since that takes no
/// time.
/// </summary>
public sealed class ModelFitting(KeptModel<FittedShop> forecast, KeptModel<ShopOffers> offers, ReportStore store)
{
    private const int SmallBase = 2_000;
    private static readonly TimeSpan Stale = TimeSpan.FromHours(20);

    // What was bought together longer ago says little of today's goods.
    private static readonly TimeSpan Together = TimeSpan.FromDays(730);
    private const int EnoughLines = 4_000_000;

    /// <summary>Fits when it is time.</summary>
    /// <param name="asOf">The instant of the figures.</param>
    /// <param name="isChanged">Whether orders may have changed since the last fit.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task FitIfDueAsync(DateTimeOffset asOf, bool isChanged, CancellationToken cancellationToken)
    {
        var last = await forecast.GetAsync(isFresh: true, cancellationToken);
        var isDue = last is null ? isChanged : asOf - last.At > Stale || (isChanged && last.Customers < SmallBase);
        if (isDue)
        {
            await FitAsync(asOf, cancellationToken);
        }
    }

    /// <summary>Fits now.</summary>
    public async Task FitAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        await offers.SaveAsync(ShopOffers.Of(await BasketsAsync(asOf, cancellationToken)), cancellationToken);
        if (FittedShop.Of(await PurchasesAsync(asOf, cancellationToken), asOf) is { } fit)
        {
            await forecast.SaveAsync(fit, cancellationToken);
        }
    }

    private async Task<PurchaseTally> PurchasesAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var purchases = FittedShop.Tally(asOf);
        foreach (var month in await store.MonthsAsync(cancellationToken))
        {
            await foreach (var order in store.EachOrderAsync(month, cancellationToken))
            {
                if (!order.Nobody && order.At <= asOf.ToUnixTimeMilliseconds())
                {
                    purchases.Add(order.ToSale(withLines: false));
                }
            }
        }

        return purchases;
    }

    // The latest: in whole months, until there are enough.
    private async Task<BasketLog> BasketsAsync(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var (baskets, lines) = (new CustomerBaskets(), 0);
        var since = (asOf - Together).ToUnixTimeMilliseconds();
        foreach (var month in (await store.MonthsAsync(cancellationToken)).Reverse().TakeWhile(_ => lines < EnoughLines))
        {
            await foreach (var order in store.EachOrderAsync(month, cancellationToken))
            {
                if (!order.Nobody && order.At >= since)
                {
                    lines += order.Lines?.Count ?? 0;
                    baskets.Add(order.ToSale(withLines: true));
                }
            }
        }

        return baskets.Log();
    }
}
