using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Forms.Receiving;

/// <summary>Posts a minute from one address to one form, counted on this instance.</summary>
public sealed class FormRateLimit(IOptions<FormOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<(string Form, string Address)> _limiter =
        PartitionedRateLimiter.Create<(string Form, string Address), (string, string)>(post => options.Value.RatePerMinute == 0
            ? RateLimitPartition.GetNoLimiter(post)
            : RateLimitPartition.GetFixedWindowLimiter(
                post, _ =>
                    new FixedWindowRateLimiterOptions { PermitLimit = options.Value.RatePerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether one more post is allowed now.</summary>
    public bool Allows(string formId, string address)
    {
        using var lease = _limiter.AttemptAcquire((formId, address));
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
