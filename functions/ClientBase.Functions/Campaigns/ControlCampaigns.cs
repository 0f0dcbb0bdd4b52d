using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Campaigns.Defining;
using ClientBase.Functions.Campaigns.Running;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Campaigns;

/// <summary>Starts, holds and stops campaigns. Each wish may be repeated.</summary>
public sealed class ControlCampaigns(CampaignStore campaigns, CampaignDispatcher dispatcher, TimeProvider clock)
{
    /// <summary>Asks for a campaign to be sent, now or at its time.</summary>
    [Function("SendCampaignNow")]
    [Answers<CampaignView>(202)]
    [Refuses(409, "Its state does not allow it.")]
    public Task<IResult> SendAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "campaigns/{id}/send")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, campaign => campaign.Schedule(clock.GetUtcNow()), "be sent", cancellationToken);

    /// <summary>Holds a campaign: what is in flight lands, nothing else leaves.</summary>
    [Function("PauseCampaign")]
    [Answers<CampaignView>(202)]
    [Refuses(409, "Its state does not allow it.")]
    public Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "campaigns/{id}/pause")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, campaign => campaign.Pause(), "be paused", cancellationToken);

    /// <summary>Goes on where a campaign was held.</summary>
    [Function("ResumeCampaign")]
    [Answers<CampaignView>(202)]
    [Refuses(409, "Its state does not allow it.")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "campaigns/{id}/resume")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, campaign => campaign.Resume(), "be resumed", cancellationToken);

    /// <summary>Gives a campaign up for good.</summary>
    [Function("CancelCampaign")]
    [Answers<CampaignView>(202)]
    [Refuses(409, "It has been sent.")]
    public Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "campaigns/{id}/cancel")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        ChangeAsync(id, campaign => campaign.Cancel(clock.GetUtcNow()), "be cancelled", cancellationToken);

    private async Task<IResult> ChangeAsync(string id, Func<Campaign, Campaign?> verb, string wish, CancellationToken cancellationToken)
    {
        var change = await campaigns.ChangeAsync(id, verb, cancellationToken);
        if (change.Campaign is not { } campaign)
        {
            return Problems.NotFound($"There is no campaign '{id}'.");
        }

        if (!change.IsDone)
        {
            return Problems.Conflict($"Campaign '{id}' is {CampaignView.NameOf(campaign.State)} and cannot {wish}.");
        }

        if (campaign.State is CampaignState.Scheduled or CampaignState.Sending)
        {
            campaign = await dispatcher.NudgeAsync(campaign, cancellationToken);
        }

        return Results.Json(CampaignView.Of(campaign), statusCode: StatusCodes.Status202Accepted);
    }
}
