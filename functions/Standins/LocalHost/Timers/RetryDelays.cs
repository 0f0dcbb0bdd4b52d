using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.LocalHost.Timers;

/// <summary>How long to wait before each repetition of a failed run.</summary>
/// <see href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages#retry-policies"/>
internal static class RetryDelays
{
    /// <exception cref="FormatException">An interval of the attribute is no time span.</exception>
    public static TimeSpan After(RetryAttribute retry, int failures) => retry switch
    {
        FixedDelayRetryAttribute fixedDelay => Parse(fixedDelay.DelayInterval),
        ExponentialBackoffRetryAttribute backoff => Backoff(Parse(backoff.MinimumInterval), Parse(backoff.MaximumInterval), failures),
        _ => TimeSpan.Zero,
    };

    private static TimeSpan Backoff(TimeSpan least, TimeSpan most, int failures)
    {
        var wait = least * Math.Pow(2, Math.Min(failures - 1, 30));
        return wait < most ? wait : most;
    }

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
