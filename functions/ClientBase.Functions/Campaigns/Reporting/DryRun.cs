using System.Text.Json;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Http;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Finds out who would get a campaign if it were planned now, who would not and why, and what it costs.</summary>
/// <remarks>
/// The first page decides for everybody once, shard beside shard, and keeps only sums; these go with the continuation, so each further
/// page decides for its own people alone.
/// </remarks>
public sealed class DryRun(CampaignPlanner planner, AudienceStore audiences, IOptions<CampaignOptions> options)
{
    private const int ShardsAtOnce = 8;

    /// <summary>A page of the plan; null when the place is none of ours.</summary>
    public async Task<PlanView?> PageAsync(Campaign campaign, Paging paging, CancellationToken cancellationToken)
    {
        var place = paging.Continuation is { } before
            ? PlanPlace.Of(before)
            : new PlanPlace("", 0, await SumAsync(campaign, cancellationToken));
        if (place is null)
        {
            return null;
        }

        var decisions = await FromAsync(campaign, place, paging.Take + 1, cancellationToken);
        var page = decisions.Count > paging.Take ? decisions[..paging.Take] : decisions;
        var next = decisions.Count > paging.Take
            ? place with { After = page[^1].ContactId, Sent = place.Sent + page.Count(decision => decision.IsSend) }
            : null;
        return new PlanView(
            place.Sums.Count,
            place.Sums.Skipped,
            place.Sums.Cost,
            options.Value.Currency,
            [.. page.Select(item => new PlanItem(item.ContactId, item.Outcome, item.Reasons, item.Due, item.Variant, item.Channel))],
            Paging.Encode(next?.ToString()));
    }

    private async Task<PlanSums> SumAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Definition.Limit is { } limit)
        {
            // Each shard has to know how many mails those before it took.
            var sum = PlanSums.None;
            foreach (var shard in ContactId.Shards)
            {
                sum = sum.Add(await SumAsync(campaign, shard, limit - sum.Count, cancellationToken));
            }

            return sum;
        }

        var sums = new PlanSums[ContactId.Shards.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, sums.Length),
            new ParallelOptions { MaxDegreeOfParallelism = ShardsAtOnce, CancellationToken = cancellationToken },
            async (shard, stop) => sums[shard] = await SumAsync(campaign, ContactId.Shards[shard], long.MaxValue, stop));
        return sums.Aggregate((one, other) => one.Add(other));
    }

    private async Task<PlanSums> SumAsync(Campaign campaign, string shard, long room, CancellationToken cancellationToken)
    {
        var (count, cost) = (0, 0m);
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var members = await MembersAsync(campaign, shard, cancellationToken);
        await foreach (var decision in planner.DecideAsync(campaign, shard, members, room, cancellationToken))
        {
            if (decision.IsSend)
            {
                count++;
                cost += options.Value.CostOf(decision.Channel);
            }
            else
            {
                skipped[decision.Reasons[0]] = skipped.GetValueOrDefault(decision.Reasons[0]) + 1;
            }
        }

        return new PlanSums(count, cost, skipped);
    }

    // One decision a member: only as many are looked at as the page shows.
    private async Task<List<SendDecision>> FromAsync(Campaign campaign, PlanPlace place, int wanted, CancellationToken cancellationToken)
    {
        var decisions = new List<SendDecision>(wanted);
        var shards = ContactId.Shards.Where(shard => place.After.Length == 0 || string.CompareOrdinal(shard, place.After[..2]) >= 0);
        foreach (var shard in shards)
        {
            if (decisions.Count == wanted)
            {
                break;
            }

            var members = (await MembersAsync(campaign, shard, cancellationToken))
                .Where(member => string.CompareOrdinal(member.ContactId, place.After) > 0)
                .Take(wanted - decisions.Count).ToList();
            var room = campaign.Definition.Limit is { } limit
                ? limit - place.Sent - decisions.Count(decision => decision.IsSend)
                : long.MaxValue;
            decisions.AddRange(await planner.DecideAsync(campaign, shard, members, room, cancellationToken).ToListAsync(cancellationToken));
        }

        return decisions;
    }

    private async Task<IReadOnlyList<FrozenMember>> MembersAsync(Campaign campaign, string shard, CancellationToken cancellationToken) =>
        await audiences.FindAsync(campaign.Id, shard, cancellationToken)
            ?? await audiences.ReadNowAsync(campaign.Definition, shard, cancellationToken);
}

/// <summary>What a plan comes to.</summary>
/// <param name="Count">Who would get it.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Skipped">Who would not, by the first reason.</param>
internal sealed record PlanSums(int Count, decimal Cost, SortedDictionary<string, int> Skipped)
{
    public static PlanSums None { get; } = new(0, 0, new SortedDictionary<string, int>(StringComparer.Ordinal));

    public PlanSums Add(PlanSums other)
    {
        var skipped = new SortedDictionary<string, int>(Skipped, StringComparer.Ordinal);
        foreach (var (reason, number) in other.Skipped)
        {
            skipped[reason] = skipped.GetValueOrDefault(reason) + number;
        }

        return new PlanSums(Count + other.Count, Cost + other.Cost, skipped);
    }
}

/// <summary>Where a page of a plan ended.</summary>
/// <param name="After">The last one on it; empty before the first.</param>
/// <param name="Sent">Who would get it up to there: what a limit has left follows from it.</param>
/// <param name="Sums">What all of it comes to.</param>
internal sealed record PlanPlace(string After, int Sent, PlanSums Sums)
{
    /// <summary>Reads what a continuation says; null for what is none of ours.</summary>
    public static PlanPlace? Of(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PlanPlace>(text) is { Sums.Skipped: not null } place && ContactId.IsValid(place.After)
                ? place
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this);
}
