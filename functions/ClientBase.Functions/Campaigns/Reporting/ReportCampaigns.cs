using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns.Audience;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Links.Following;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns.Reporting;

/// <summary>Somebody of a send plan.</summary>
/// <param name="Contact">Who.</param>
/// <param name="Outcome"><c>send</c> or <c>skipped</c>.</param>
/// <param name="Reasons">Why not.</param>
/// <param name="DueAt">When it is due; null: at once.</param>
/// <param name="Variant">The variant of the mail; null: the only one, or the one that will have won.</param>
/// <param name="Channel">The channel that is tried first; null: none.</param>
public sealed record PlanItem(
    string Contact, string Outcome, IReadOnlyList<string> Reasons, DateTimeOffset? DueAt, string? Variant, string? Channel);

/// <summary>A send plan.</summary>
/// <param name="Count">Who would get it.</param>
/// <param name="Skipped">Who would not, by the first reason.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Items">A page of them, in the order of their ids.</param>
/// <param name="Continuation">Where the next begins.</param>
public sealed record PlanView(
    int Count,
    IReadOnlyDictionary<string, int> Skipped,
    decimal Cost,
    string Currency,
    IReadOnlyList<PlanItem> Items,
    string? Continuation);

/// <summary>Tells who gets a campaign and what came of it.</summary>
public sealed class ReportCampaigns(
    CampaignStore campaigns,
    CampaignFigures figures,
    OrderAttribution attribution,
    LinkTracking tracking,
    CampaignPlanner planner,
    AudienceStore audiences,
    IOptions<CampaignOptions> options)
{
    /// <summary>What came of a campaign, in numbers.</summary>
    [Function("ReportCampaign")]
    [Answers<ReportView>]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await campaigns.GetAsync(id, cancellationToken) is { } campaign
            ? Results.Json(ReportView.Of(
                campaign,
                await figures.OfAsync(campaign, cancellationToken),
                (await attribution.OfAsync([campaign], cancellationToken)).GetValueOrDefault(id),
                options.Value,
                tracking.Tells(campaign.Definition.Channel)))
            : Unknown(id);

    /// <summary>A dry run: who would get the campaign if it were planned now, who would not and why, and what it costs.</summary>
    [Function("PlanCampaignDry")]
    [AsksPaging]
    [Answers<PlanView>]
    public async Task<IResult> PlanAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/plan")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is not { } campaign)
        {
            return Unknown(id);
        }

        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var (items, count, cost) = (new List<SendDecision>(), 0, 0m);
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var decision in DecideAsync(campaign, cancellationToken))
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

            if (items.Count <= paging.Take && string.CompareOrdinal(decision.ContactId, paging.Continuation) > 0)
            {
                items.Add(decision);
            }
        }

        var isMore = items.Count > paging.Take;
        var page = isMore ? items[..paging.Take] : items;
        return Results.Json(new PlanView(
            count,
            skipped,
            cost,
            options.Value.Currency,
            [.. page.Select(item => new PlanItem(item.ContactId, item.Outcome, item.Reasons, item.Due, item.Variant, item.Channel))],
            isMore ? Paging.Encode(page[^1].ContactId) : null));
    }

    private async IAsyncEnumerable<SendDecision> DecideAsync(
        Campaign campaign, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var room = (long?)campaign.Definition.Limit ?? long.MaxValue;
        foreach (var shard in ContactId.Shards)
        {
            var members = await audiences.FindAsync(campaign.Id, shard, cancellationToken)
                ?? await audiences.ReadNowAsync(campaign.Definition, shard, cancellationToken);
            await foreach (var decision in planner.DecideAsync(campaign, shard, members, room, cancellationToken))
            {
                room -= decision.IsSend ? 1 : 0;
                yield return decision;
            }
        }
    }

    private static IResult Unknown(string id) => Problems.NotFound($"There is no campaign '{id}'.");
}
