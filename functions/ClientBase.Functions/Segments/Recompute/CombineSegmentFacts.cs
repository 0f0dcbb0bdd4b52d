using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Ranking;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Finds where the whole base is cut, from the facts of all shards.</summary>
public sealed class CombineSegmentFacts(
    SegmentRuns runs, FactsBlobs facts, SegmentCatalogue catalogue, ILogger<CombineSegmentFacts> logger)
{
    /// <summary>Combines a run and has its shards applied.</summary>
    [Function(nameof(CombineSegmentFacts))]
    public async Task<SegmentWork> RunAsync([QueueTrigger(Queues.SegmentsCombine)] CombineRun message, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(cancellationToken);
        if (run?.Id != message.RunId || run.IsFinished)
        {
            return SegmentWork.None;
        }

        if (run.Cuts is null)
        {
            var watch = Stopwatch.StartNew();
            var customers = await CustomersAsync(run.Id, cancellationToken);
            var cuts = BaseCuts.Of(customers, catalogue.Options, run.AsOf);
            run = await runs.AdvanceAsync(run.Id, now => now.WithCuts(cuts), cancellationToken);
            logger.Combined(message.RunId, customers.Count, watch.Elapsed.TotalSeconds);
            AppMetrics.RecomputeStep("combine", customers.Count, watch.Elapsed);
        }

        return run.Id == message.RunId ? run.MissingWork() : SegmentWork.None;
    }

    private async Task<List<CustomerFacts>> CustomersAsync(string runId, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(async shard =>
        {
            var gathered = await facts.ReadAsync(runId, shard, cancellationToken)
                ?? throw new InvalidOperationException($"The facts of shard {shard} in run {runId} are missing: start a new run.");
            return gathered.Where(contact => !contact.IsMerged && contact.Facts.Orders > 0).Select(contact => contact.Facts).ToList();
        }));
        return [.. shards.SelectMany(shard => shard)];
    }
}
