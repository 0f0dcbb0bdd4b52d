using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Sending;

/// <summary>What is logged of mails: how many, what became of them and why. Never whom they went to, nor what they said.</summary>
internal static partial class SendingLog
{
    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Campaign '{Campaign}' sent group {Group} of shard {Shard}: {Accepted} accepted, {Refused} refused, {Skipped} skipped, "
            + "{Unanswered} unanswered in {Seconds:0.00} s")]
    public static partial void GroupSent(
        this ILogger logger,
        string campaign,
        int group,
        string shard,
        int accepted,
        int refused,
        int skipped,
        int unanswered,
        double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign '{Campaign}': {Mails} mails refused or given up: {Reason}")]
    public static partial void MailsFailed(this ILogger logger, string campaign, int mails, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Campaign '{Campaign}' waits {Seconds:0} s: the provider takes no more mails now")]
    public static partial void ProviderBusy(this ILogger logger, string campaign, double seconds);
}
