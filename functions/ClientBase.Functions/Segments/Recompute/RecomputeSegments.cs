using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Starts the recompute of all segments: a message for each shard, which is gathered, combined with the others and applied.</summary>
public sealed class RecomputeSegments(SegmentRuns runs, IOptions<SegmentSettings> settings, TimeProvider clock)
{
    /// <summary>Starts a run, or books one after the run under way and sends that on in case its messages were lost.</summary>
    [Function(nameof(RecomputeSegments))]
    public async Task<SegmentWork> RunAsync([TimerTrigger("%Schedule_RecomputeSegments%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var run = await runs.AskAsync(clock.GetUtcNow(), TimeSpan.FromMinutes(settings.Value.RunTimeoutMinutes), cancellationToken);
        return run.MissingWork();
    }
}
