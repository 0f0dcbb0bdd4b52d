using ClientBase.Domain.Campaigns;

namespace ClientBase.Functions.Campaigns;

/// <summary>A campaign as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>draft scheduled sending paused sent cancelled</c>.</param>
/// <param name="Segment">Id of the segment it goes to.</param>
/// <param name="Exclude">Ids of segments that do not get it.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Template">The mail.</param>
/// <param name="SendAt">Not before this time.</param>
/// <param name="DueAt">When it starts; null while nobody asked.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="FinishedAt">When it was sent or cancelled.</param>
public sealed record CampaignView(
    string Id,
    string State,
    string Segment,
    IReadOnlyList<string> Exclude,
    string Channel,
    MailTemplate Template,
    DateTimeOffset? SendAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>Shows a campaign.</summary>
    public static CampaignView Of(Campaign campaign) => new(
        campaign.Id,
        NameOf(campaign.State),
        campaign.Definition.Segment,
        campaign.Definition.Exclude,
        campaign.Definition.Channel,
        campaign.Definition.Template,
        campaign.Definition.SendAt,
        campaign.DueAt,
        campaign.StartedAt,
        campaign.FinishedAt);

    /// <summary>A state in the API's spelling.</summary>
    public static string NameOf(CampaignState state) => state.ToString().ToLowerInvariant();
}
