namespace ClientBase.Domain.Campaigns;

/// <summary>A marketing mail somebody got, or is about to get: what the frequency cap counts.</summary>
/// <param name="Campaign">The campaign it belongs to.</param>
/// <param name="At">When it was sent, or planned.</param>
/// <param name="IsSent">The provider took it.</param>
public sealed record RecentMail(string Campaign, DateTimeOffset At, bool IsSent)
{
    /// <summary>Whether it counts.</summary>
    /// <param name="since">Mails sent before this do not.</param>
    /// <param name="campaign">The state of its campaign: mails that a cancelled one had planned do not count; null when it is gone.</param>
    public bool Counts(DateTimeOffset since, CampaignState? campaign) => IsSent
        ? At >= since
        : campaign is CampaignState.Sending or CampaignState.Paused;
}
