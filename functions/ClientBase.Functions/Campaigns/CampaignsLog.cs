using ClientBase.Domain.Campaigns;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Campaigns;

/// <summary>What is logged of campaigns: their state, the size and time of planning and sending. Never whom they are sent to.</summary>
internal static partial class CampaignsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign '{Campaign}' is {State} now")]
    public static partial void StateChanged(this ILogger logger, string campaign, CampaignState state);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Campaign '{Campaign}' planned shard {Shard}: {Planned} to send, {Skipped} skipped, {Groups} groups in {Seconds:0.00} s")]
    public static partial void ShardPlanned(
        this ILogger logger, string campaign, string shard, int planned, int skipped, int groups, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Campaign '{Campaign}' has {Shards} shards with work left: sent on")]
    public static partial void WorkFound(this ILogger logger, string campaign, int shards);
}
