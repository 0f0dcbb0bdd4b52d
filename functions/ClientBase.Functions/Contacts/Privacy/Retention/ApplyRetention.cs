using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Privacy.Retention;

/// <summary>Takes away what has been kept long enough: visits, raw captures, people nothing was heard of.</summary>
/// <remarks>
/// What is due is found by days (<c>z|{day}</c>, and a partition a day for visits), and a day's row goes once its work is done. So a run
/// that is cut short goes on where it was, what comes late with an old time is found too, and nobody who is not due is read.
/// </remarks>
public sealed class ApplyRetention(
    OldVisits visits, OldCaptures captures, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<ApplyRetention> logger)
{
    /// <summary>Runs once a night.</summary>
    [Function(nameof(ApplyRetention))]
    public async Task RunAsync([TimerTrigger("%Schedule_ApplyRetention%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var (watch, now, kept) = (Stopwatch.StartNew(), clock.GetUtcNow(), options.Value);
        var gone = RetentionOptions.Before(kept.Visits, now) is { } oldVisits
            ? await visits.DeleteAsync(oldVisits, cancellationToken)
            : 0;
        var (emptied, erased) = await captures.GoThroughAsync(
            RetentionOptions.Before(kept.Captures, now), RetentionOptions.Before(kept.Inactive, now), cancellationToken);
        logger.RetentionApplied(gone, emptied, erased, watch.Elapsed.TotalSeconds);
    }
}
