using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Starts the recompute of all segments: a message for each shard, which is gathered, combined with the others and applied.</summary>
public sealed class RecomputeSegments(SegmentRuns runs, SegmentQueues queues, TimeProvider clock, ILogger<RecomputeSegments> logger)
{
    // A run that has not ended by then has lost more than its messages.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(1);

    /// <summary>Starts a run, or books one after the run under way and sends that on in case its messages were lost.</summary>
    [Function(nameof(RecomputeSegments))]
    public async Task RunAsync([TimerTrigger("%Schedule_RecomputeSegments%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var run = await runs.AskAsync(clock.GetUtcNow(), GivenUpAfter, cancellationToken);
        logger.RunAsked(run.Id, run.IsWantedAgain);
        await queues.PutAsync(run.MissingWork(), cancellationToken);
    }
}
