using System.Diagnostics;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Merging;
using ClientBase.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>Compares a page of contacts; the next page is a message of its own, so a search goes on after any stop.</summary>
public sealed class CompareContacts(
    LearnedBase learned,
    ChangedContacts contacts,
    PairSearch search,
    DuplicateSearches searches,
    ContactMerging merging,
    RecomputeRequests recompute,
    IOptions<IdentityOptions> options,
    ILogger<CompareContacts> logger)
{
    /// <summary>Runs for each page, and once to begin.</summary>
    [Function(nameof(CompareContacts))]
    public async Task RunAsync([QueueTrigger(Queues.Duplicates)] DuplicateSearch message, CancellationToken cancellationToken)
    {
        if (message.Shard is not { } shard)
        {
            await BeginAsync(cancellationToken);
            return;
        }

        var watch = Stopwatch.StartNew();
        var page = message.IsWhole
            ? await contacts.AllAsync(shard, message.After, cancellationToken)
            : await contacts.MarkedAsync(shard, cancellationToken);
        var found = await search.CompareAsync(page.Contacts, await learned.ScorerAsync(cancellationToken), cancellationToken);
        var merged = await MergeAsync(found, cancellationToken);
        await Task.WhenAll(page.Contacts.Select(changed => UnmarkAsync(changed, cancellationToken)));

        var next = message with
        {
            IsWhole = page.After is not null,
            After = page.After,
            Compared = message.Compared + page.Contacts.Count,
            Proposed = message.Proposed + found.Count,
            Merged = message.Merged + merged,
        };
        if (page.IsMore)
        {
            await searches.PutAsync(next, cancellationToken);
        }

        if (page.Contacts.Count > 0)
        {
            logger.Compared(shard, next.Compared, next.Proposed, next.Merged, !page.IsMore, watch.Elapsed.TotalSeconds);
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var isWhole = await learned.RefreshAsync(cancellationToken);
        await Task.WhenAll(ContactId.Shards.Select(shard => searches.PutAsync(new DuplicateSearch(shard, isWhole), cancellationToken)));
        if (isWhole)
        {
            await learned.NoteBegunAsync(cancellationToken);
        }
    }

    // The likeliest first. Who was merged is marked as changed, and meets the others as they are then.
    private async Task<int> MergeAsync(IReadOnlyCollection<FoundPair> found, CancellationToken cancellationToken)
    {
        var merged = new HashSet<string>(StringComparer.Ordinal);
        var likely = found.Where(pair => pair.Why.Probability >= (options.Value.MergeAbove ?? double.PositiveInfinity))
            .OrderByDescending(pair => pair.Why.Probability)
            .ThenBy(pair => ApartMark.Of(pair.One.Id, pair.Other.Id), StringComparer.Ordinal);
        var merges = 0;
        foreach (var pair in likely)
        {
            if (!merged.Contains(pair.One.Id) && !merged.Contains(pair.Other.Id)
                && await merging.MergeAsync(
                    pair.One.Id, pair.Other.Id, isForced: false, MergeCause.Duplicate(pair.Why), cancellationToken) is { Survivor: { } id })
            {
                merged.UnionWith([pair.One.Id, pair.Other.Id]);
                merges++;
                await searches.PutAsync(new DuplicateSearch(ContactId.ShardOf(id)), cancellationToken);
            }
        }

        await (merges > 0 ? recompute.AskSoonAsync(cancellationToken) : Task.CompletedTask);
        return merges;
    }

    // Where the mark is gone an erasure may have been quicker, and what was written since must go too.
    private async Task UnmarkAsync(ChangedContact changed, CancellationToken cancellationToken)
    {
        if (!await contacts.UnmarkAsync(changed, cancellationToken)
            && await contacts.PersonAsync(changed.Id, cancellationToken) is null)
        {
            await search.LeaveAsync(changed.Id, cancellationToken);
        }
    }
}
