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
/// <param name="Items">A page of them, in the order of their ids; the sums on a further page are those of the first.</param>
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
    DryRun dryRun,
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

        return await dryRun.PageAsync(campaign, paging, cancellationToken) is { } plan ? Results.Json(plan) : Paging.NotOurs();
    }

    private static IResult Unknown(string id) => Problems.NotFound($"There is no campaign '{id}'.");
}
