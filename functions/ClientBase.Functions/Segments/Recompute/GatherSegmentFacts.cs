using ClientBase.Domain.Segments;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Reads the facts of one shard's contacts, once for the run.</summary>
public sealed class GatherSegmentFacts(SegmentRuns runs, ContactSegments contacts, FactsBlobs facts, SegmentCatalogue catalogue)
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
            var gathered = await contacts.GatherAsync(message.Shard, run.AsOf, catalogue.Options, cancellationToken);
            await facts.WriteAsync(run.Id, message.Shard, gathered, cancellationToken);
            run = await runs.AdvanceAsync(run.Id, now => now.WithGathered(message.Shard), cancellationToken);
        }

        // Sent again on a retry: the first message may have been lost with its sender.
        return run is { IsGathered: true, Cuts: null } ? run.MissingWork() : SegmentWork.None;
    }
}
