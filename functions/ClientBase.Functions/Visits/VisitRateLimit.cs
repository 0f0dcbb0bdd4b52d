using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Visits;

/// <summary>Posts a minute from one address, counted on this instance.</summary>
public sealed class VisitRateLimit(IOptions<VisitOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        options.Value.RatePerMinute == 0
            ? RateLimitPartition.GetNoLimiter(address)
            : RateLimitPartition.GetFixedWindowLimiter(
                address, _ =>
                    new FixedWindowRateLimiterOptions { PermitLimit = options.Value.RatePerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether one more post is allowed now.</summary>
    public bool Allows(string address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
