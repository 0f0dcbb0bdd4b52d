using System.Collections.Concurrent;
using ClientBase.Functions.Shops.Apis;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>Reads what a shop knows of one customer from before it told of them.</summary>
public sealed class CustomerHistories(
    IOptions<ShopsOptions> shops, ShopApis apis, PullStates states, PulledThings things, TimeProvider clock)
{
    private const int MaxPages = 20; // Nobody has more orders than are on these.

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (bool IsRead, DateTimeOffset At)> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The shops that are to be asked: whose API tells the history of one customer, and that were never read whole. A back-fill brings
    /// everybody's history, with fewer requests.
    /// </summary>
    public async Task<IReadOnlyList<string>> ToAskAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var (name, shop) in shops.Value)
        {
            if (apis.Of(shop) is { TellsHistory: true } && !await IsReadWholeAsync(name, cancellationToken))
            {
                found.Add(name);
            }
        }

        return found;
    }

    /// <summary>Reads the orders of a customer as if webhooks had brought them: what is known already changes nothing.</summary>
    /// <exception cref="ShopApiException">The shop cannot be read now.</exception>
    public async Task ReadAsync(string name, CustomerKey who, CancellationToken cancellationToken)
    {
        if (!shops.Value.TryGetValue(name, out var shop) || apis.Open(shop) is not { Api.TellsHistory: true } open)
        {
            return; // No longer configured.
        }

        var topic = open.Api.Resources.First(list => list.Name == "orders").Topic;
        var cursor = (string?)null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            var page = await ReadPageAsync(open, who, cursor, cancellationToken);
            await things.SaveAsync(page.Items, name, shop, topic, isHistory: true, cancellationToken);
            if (page.Next is null || page.Next == cursor)
            {
                return;
            }

            cursor = page.Next;
        }
    }

    private static async Task<ShopPage> ReadPageAsync(
        OpenShop open, CustomerKey who, string? cursor, CancellationToken cancellationToken)
    {
        try
        {
            return await open.Api.ReadHistoryAsync(open.Client, who, cursor, cancellationToken);
        }
        catch (Exception failure) when (ShopApiException.CauseOf(failure) is { } cause)
        {
            throw new ShopApiException(cause); // Without the address, which names the customer.
        }
    }

    // Asked for every new person: one answer serves for some minutes.
    private async Task<bool> IsReadWholeAsync(string shop, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_read.TryGetValue(shop, out var known) && now - known.At < Remembered)
        {
            return known.IsRead;
        }

        var (backfill, _) = await states.ReadAsync(shop, isBackfill: true, cancellationToken);
        _read[shop] = (backfill.Run is not null, now);
        return backfill.Run is not null;
    }
}
