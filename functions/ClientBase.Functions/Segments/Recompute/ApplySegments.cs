using System.Diagnostics;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Decides the segments of one shard's contacts and writes those that changed.</summary>
public sealed class ApplySegments(
    SegmentRuns runs,
    FactsBlobs facts,
    ContactSegments contacts,
    SegmentStore segments,
    SegmentCatalogue catalogue,
    TimeProvider clock,
    ILogger<ApplySegments> logger)
{
    /// <summary>Applies a shard; the last one ends the run, and starts the one that was asked for meanwhile.</summary>
    [Function(nameof(ApplySegments))]
    public async Task<SegmentWork> RunAsync([QueueTrigger(Queues.SegmentsApply)] ApplyShard message, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(cancellationToken);
        if (run?.Id == message.RunId && !run.HasApplied(message.Shard))
        {
            await ApplyAsync(run, message.Shard, cancellationToken);
            run = await runs.AdvanceAsync(run.Id, now => now.WithApplied(message.Shard), cancellationToken);
        }

        if (run?.Id == message.RunId && run is { IsApplied: true, IsFinished: false })
        {
            await facts.DeleteUpToAsync(run.Id, cancellationToken);
            logger.RunFinished(run.Id, (clock.GetUtcNow() - run.AsOf).TotalSeconds);
            run = await runs.AdvanceAsync(run.Id, now => now.Finish(clock.GetUtcNow()), cancellationToken);
        }

        // Also when this is a retry and the next run was started before: its first messages may have been lost with their sender.
        return run is { Gathered: 0 } next && next.Id != message.RunId ? next.MissingWork() : SegmentWork.None;
    }

    private async Task ApplyAsync(SegmentRun run, string shard, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        if (await facts.ReadAsync(run.Id, shard, cancellationToken) is not { } gathered)
        {
            return; // The run ended while this repeat of the message was on its way.
        }

        var assigned = gathered.Select(found => (found, found.IsMerged ? Segmentation.None : catalogue.Assign(found.Facts, run.Cuts!, run.AsOf)));
        var counts = await contacts.SaveAsync(shard, assigned, run.AsOf, cancellationToken);
        await segments.SaveCountsAsync(shard, counts, cancellationToken);
        logger.Applied(run.Id, shard, gathered.Count, watch.Elapsed.TotalSeconds);
        AppMetrics.RecomputeStep("apply", gathered.Count, watch.Elapsed);
    }
}
