using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Campaigns.Experiments;
using ClientBase.Functions.Campaigns.Reporting;

namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Names the variant that won its test, once its time has come.</summary>
public sealed class WinnerFinder(CampaignStore campaigns, CampaignFigures figures, TimeProvider clock)
{
    /// <summary>The campaign, with its winner if it is time; who asks first decides, and everybody gets the same answer.</summary>
    public async Task<Campaign> DecideAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.Definition.Ab is not { } test || campaign.Verdict is not null || campaign.VerdictAt > clock.GetUtcNow())
        {
            return campaign;
        }

        var found = await figures.OfAsync(campaign, cancellationToken);
        var verdict = VariantComparison.Of([.. found.Variants.Select(variant => variant.ResultBy(test.Metric))]);
        return (await campaigns.ChangeAsync(campaign.Id, one => one.Decide(verdict), cancellationToken)).Campaign ?? campaign;
    }
}
