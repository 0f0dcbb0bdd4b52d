using ClientBase.Functions.Shops.Apis;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>Starts runs, and goes on with those that were left in the middle.</summary>
public sealed class PullStarts(PullStates states, PullMessages messages, TimeProvider clock)
{
    // Shops' clocks differ from ours, and what is written takes a while to be listed.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // Without a run before, and without a back-fill: what a day of missed webhooks may hold.
    private static readonly TimeSpan FirstReach = TimeSpan.FromDays(1);

    /// <summary>Starts a run unless one is open; goes on with one that nobody goes on with.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="api">How it is asked.</param>
    /// <param name="isBackfill">Whether everything is to be read.</param>
    public async Task StartAsync(string shop, IShopApi api, bool isBackfill, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (state, etag) = await states.ReadAsync(shop, isBackfill, cancellationToken);
        if (!state.IsOpen)
        {
            var since = isBackfill ? null : (DateTimeOffset?)await SinceAsync(shop, state, now, cancellationToken);
            var run = new PullRun(Guid.NewGuid().ToString("n"), now, since, api.Lists(isBackfill)[0].Name);
            if (!await states.TryWriteAsync(shop, isBackfill, state with { Run = run }, etag, cancellationToken))
            {
                return; // Somebody else has just started one.
            }

            state = state with { Run = run };
        }
        else if (!state.IsStuck(now))
        {
            return;
        }

        await messages.PutAsync(new PagePull(shop, isBackfill, state.Run!.Id, state.Run.Pages), cancellationToken);
    }

    /// <summary>Goes on with a run that nobody goes on with.</summary>
    public async Task ResumeAsync(string shop, bool isBackfill, CancellationToken cancellationToken)
    {
        var (state, _) = await states.ReadAsync(shop, isBackfill, cancellationToken);
        if (state.IsStuck(clock.GetUtcNow()))
        {
            await messages.PutAsync(new PagePull(shop, isBackfill, state.Run!.Id, state.Run.Pages), cancellationToken);
        }
    }

    private async Task<DateTimeOffset> SinceAsync(string shop, PullState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (backfill, _) = await states.ReadAsync(shop, isBackfill: true, cancellationToken);
        var until = new[] { state.Until, backfill.Until }.Max();
        return (until ?? now - FirstReach) - Overlap;
    }
}
