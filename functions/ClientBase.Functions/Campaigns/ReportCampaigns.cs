using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Sending.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Campaigns;

/// <summary>Tells who gets a campaign, what came of it, and why somebody did or did not get it.</summary>
public sealed class ReportCampaigns(
    CampaignStore campaigns, LedgerStore ledger, LedgerEvents events, CampaignPlanner planner, IOptions<CampaignOptions> options)
{
    /// <summary>What came of a campaign, in numbers.</summary>
    [Function("ReportCampaign")]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "campaigns/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(id, cancellationToken) is not { } campaign)
        {
            return Unknown(id);
        }

        return Results.Json(ReportView.Of(
            campaign, await ledger.CountAsync(id, cancellationToken), await events.CountAsync(id, cancellationToken)));
    }

    /// <summary>A dry run: who would get the campaign if it were planned now, who would not and why, and what it costs.</summary>
    [Function("PlanCampaignDry")]
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

        var (items, after, count) = (new List<SendDecision>(), paging.Continuation ?? "", 0);
        var isMore = false;
        foreach (var shard in ContactId.Shards)
        {
            await foreach (var decision in planner.DecideAsync(campaign, shard, cancellationToken))
            {
                count += decision.IsSend ? 1 : 0;
                if (string.CompareOrdinal(decision.ContactId, after) <= 0)
                {
                    continue;
                }

                isMore |= items.Count == paging.Take;
                if (!isMore)
                {
                    items.Add(decision);
                }
            }
        }

        return Results.Json(new
        {
            count,
            cost = count * options.Value.CostPerMail,
            currency = options.Value.Currency,
            items = items.Select(item => new { contact = item.ContactId, outcome = item.Outcome, reasons = item.Reasons }),
            continuation = isMore ? Paging.Encode(items[^1].ContactId) : null,
        });
    }

    /// <summary>Whether a contact got a campaign's mail, and why not.</summary>
    [Function("ExplainCampaign")]
    public async Task<IResult> WhyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/why/{campaignId}")] HttpRequest request,
        string id,
        string campaignId,
        CancellationToken cancellationToken)
    {
        if (await campaigns.GetAsync(campaignId, cancellationToken) is not { } campaign)
        {
            return Unknown(campaignId);
        }

        if (!ContactId.IsValid(id))
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var groups = await ledger.ReadAsync(campaignId, ContactId.ShardOf(id), cancellationToken: cancellationToken);
        if (groups.SelectMany(stored => stored.Group.Intents).FirstOrDefault(intent => intent.ContactId == id) is { } intent)
        {
            return Results.Json(new { outcome = OutcomeOf(intent.State), reasons = intent.Reasons ?? [], at = intent.At });
        }

        string[] reasons = [campaign.StartedAt is null ? "not-started" : SkipReason.NotInSegment];
        return Results.Json(new { outcome = "none", reasons, at = (DateTimeOffset?)null });
    }

    private static string OutcomeOf(IntentState state) => state switch
    {
        IntentState.Planned => "planned",
        IntentState.InFlight => "ambiguous",
        IntentState.Accepted => "sent",
        IntentState.Refused => "refused",
        _ => "skipped",
    };

    private static IResult Unknown(string id) => Problems.NotFound($"There is no campaign '{id}'.");
}
