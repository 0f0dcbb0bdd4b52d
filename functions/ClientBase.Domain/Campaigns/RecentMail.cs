namespace ClientBase.Domain.Campaigns;

/// <summary>A marketing mail somebody got, or is about to get: what the frequency cap counts.</summary>
/// <param name="Campaign">The campaign it belongs to.</param>
/// <param name="At">When it was sent, or planned.</param>
/// <param name="IsSent">The provider took it.</param>
public sealed record RecentMail(string Campaign, DateTimeOffset At, bool IsSent)
{
    /// <summary>Whether it counts for a campaign.</summary>
    /// <param name="since">Mails sent before this do not.</param>
    /// <param name="its">
    /// The campaign it belongs to: mails that a cancelled one had planned do not count, nor those that one of lower rank has yet to send;
    /// null when it is gone, or is no campaign.
    /// </param>
    /// <param name="rank">The priority of the campaign it may stand in the way of.</param>
    public bool Counts(DateTimeOffset since, Campaign? its, int rank) => IsSent
        ? At >= since
        : its is { State: CampaignState.Sending or CampaignState.Paused } && its.Definition.Priority >= rank;

    /// <summary>Whether it goes before a campaign's own mail to the same person, of which only one may go.</summary>
    /// <param name="since">Mails sent before this do not count.</param>
    /// <param name="its">The campaign it belongs to.</param>
    /// <param name="other">The campaign that asks.</param>
    public bool GoesBefore(DateTimeOffset since, Campaign? its, Campaign other) => IsSent
        ? At >= since
        : its is { State: CampaignState.Sending or CampaignState.Paused }
            && IsBefore(its, other);

    // By priority, then by who started first; the id decides between equals, so that one of two always goes.
    private static bool IsBefore(Campaign one, Campaign other) =>
        one.Definition.Priority != other.Definition.Priority ? one.Definition.Priority > other.Definition.Priority
        : one.StartedAt != other.StartedAt ? one.StartedAt < other.StartedAt
        : string.CompareOrdinal(one.Id, other.Id) < 0;
}
