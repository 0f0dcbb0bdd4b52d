using ClientBase.Functions.Http;
using ClientBase.Functions.Segments.Defining;

namespace ClientBase.Functions.Campaigns;

/// <summary>Tells which campaigns go by a segment: also those that were sent, since their reports name it.</summary>
public sealed class CampaignSegments(CampaignStore campaigns) : ISegmentUser
{
    private const int PageSize = 1000;

    public async Task<IReadOnlyList<string>> UsersOfAsync(string segmentId, CancellationToken cancellationToken)
    {
        var users = new List<string>();
        string? after = null;
        do
        {
            var page = await campaigns.ListAsync(new Paging(PageSize, after), cancellationToken);
            users.AddRange(page.Items
                .Where(campaign => campaign.Definition.Segment == segmentId || campaign.Definition.Exclude.Contains(segmentId))
                .Select(campaign => $"campaign {campaign.Id}"));
            after = page.Continuation is null ? null : page.Items[^1].Id;
        }
        while (after is not null);
        return users;
    }
}
