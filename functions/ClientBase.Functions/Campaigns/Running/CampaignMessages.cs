namespace ClientBase.Functions.Campaigns.Running;

/// <summary>Asks to plan a shard of a campaign, or, when it is planned, to send on what was left behind.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Shard">The shard.</param>
public sealed record PlanShard(string CampaignId, string Shard);

/// <summary>Asks to send what is due in some groups of a shard. A message for fifty mails would cost as much as the mails.</summary>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Shard">The shard.</param>
/// <param name="From">Number of the first group.</param>
/// <param name="Count">How many groups.</param>
public sealed record SendGroups(string CampaignId, string Shard, int From, int Count);
