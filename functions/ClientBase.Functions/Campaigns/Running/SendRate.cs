using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Spreads mails over time, on this instance, so that no more leave in a second than the settings allow.</summary>
public sealed class SendRate(IOptions<CampaignOptions> options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _free;

    /// <summary>Mails to let go at once at most: a second's worth, so that a slow rate does not keep many in flight.</summary>
    public int Burst(int max) => options.Value.RatePerSecond is > 0 and var rate ? Math.Min(rate, max) : max;

    /// <summary>Waits until some mails may leave.</summary>
    public Task WaitAsync(int mails, CancellationToken cancellationToken)
    {
        if (options.Value.RatePerSecond == 0)
        {
            return Task.CompletedTask;
        }

        var now = clock.GetUtcNow();
        TimeSpan wait;
        lock (_lock)
        {
            var turn = _free > now ? _free : now;
            _free = turn + TimeSpan.FromSeconds((double)mails / options.Value.RatePerSecond);
            wait = turn - now;
        }

        return Task.Delay(wait, clock, cancellationToken);
    }
}
