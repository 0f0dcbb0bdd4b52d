using ClientBase.Domain.Campaigns;
using ClientBase.Functions.Sending.Ledger;

namespace ClientBase.Functions.Campaigns;

/// <summary>What came of a campaign, in people, and in money of the shop's currency.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Planned">Who was to get it.</param>
/// <param name="Sent">Mails the provider took.</param>
/// <param name="Skipped">Who does not get it, for a reason of ours.</param>
/// <param name="Refused">Mails the provider refused.</param>
/// <param name="Ambiguous">Mails without word from the provider.</param>
/// <param name="Delivered">Mails delivered.</param>
/// <param name="Opened">People who opened it.</param>
/// <param name="Clicked">People who followed a link.</param>
/// <param name="Bounced">Mails that came back.</param>
/// <param name="Complained">People who called it spam.</param>
/// <param name="Unsubscribed">People who unsubscribed by it.</param>
/// <param name="MachineOpened">Opens by mail scanners.</param>
/// <param name="Orders">Orders it led to.</param>
/// <param name="Revenue">Their sum.</param>
/// <param name="Roi">Revenue by cost.</param>
public sealed record ReportView(
    string State,
    int Planned,
    int Sent,
    int Skipped,
    int Refused,
    int Ambiguous,
    int? Delivered,
    int? Opened,
    int? Clicked,
    int? Bounced,
    int? Complained,
    int Unsubscribed,
    int? MachineOpened,
    int? Orders,
    decimal? Revenue,
    decimal? Roi)
{
    /// <summary>
    /// The report of a ledger. What only the provider's events and the shop's orders can tell is null: not known is not none.
    /// </summary>
    public static ReportView Of(Campaign campaign, LedgerCounts counts, EventCounts? events)
    {
        var intents = counts.Intents;
        return new ReportView(
            CampaignView.NameOf(campaign.State), intents.Planned, intents.Sent, intents.Skipped, intents.Refused, intents.Ambiguous,
            events?.Delivered, events?.Opened, events?.Clicked, events?.Bounced, events?.Complained,
            Math.Max(counts.Unsubscribed, events?.Unsubscribed ?? 0), events?.MachineOpened, Orders: null, Revenue: null, Roi: null);
    }
}
