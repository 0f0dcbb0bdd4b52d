using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Campaigns;

/// <summary>
/// Holds what was about to be sent when the copy was made: part of it has been sent since, and the ledger that says so is lost.
/// </summary>
internal sealed class HoldRestored(CampaignStore campaigns) : IAfterRestore
{
    public async Task RestoredAsync(CancellationToken cancellationToken)
    {
        foreach (var open in await campaigns.OpenAsync(cancellationToken))
        {
            await campaigns.ChangeAsync(open.Id, campaign => campaign.Pause(), cancellationToken);
        }
    }
}
