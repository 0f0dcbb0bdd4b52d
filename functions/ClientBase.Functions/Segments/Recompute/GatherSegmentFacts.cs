using System.Diagnostics;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Reads the facts of one shard's contacts, once for the run.</summary>
public sealed class GatherSegmentFacts(
    SegmentRuns runs, ContactSegments contacts, FactsBlobs facts, SegmentCatalogue catalogue, ILogger<GatherSegmentFacts> logger)
{
    /// <summary>Gathers a shard; the last one to finish has the run combined.</summary>
    [Function(nameof(GatherSegmentFacts))]
    public async Task<SegmentWork> RunAsync([QueueTrigger(Queues.SegmentsGather)] GatherShard message, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(cancellationToken);
        if (run?.Id != message.RunId)
        {
            return SegmentWork.None;
        }

        if (!run.HasGathered(message.Shard))
        {
            var watch = Stopwatch.StartNew();
            var gathered = await contacts.GatherAsync(message.Shard, run.AsOf, catalogue.Options, cancellationToken);
            await facts.WriteAsync(run.Id, message.Shard, gathered, cancellationToken);
            run = await runs.AdvanceAsync(run.Id, now => now.WithGathered(message.Shard), cancellationToken);
            logger.Gathered(message.RunId, message.Shard, gathered.Count, watch.Elapsed.TotalSeconds);
            AppMetrics.RecomputeStep("gather", gathered.Count, watch.Elapsed);
        }

        // Sent again on a retry: the first message may have been lost with its sender.
        return run is { IsGathered: true, Cuts: null } ? run.MissingWork() : SegmentWork.None;
    }
}
