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

    [LoggerMessage(Level = LogLevel.Information, Message = "{Events} events of mails are kept, {Machines} of them made by programs")]
    public static partial void EventsKept(this ILogger logger, int events, int machines);

    [LoggerMessage(Level = LogLevel.Information, Message = "Contact {ContactId} is asked to confirm a subscription: {Outcome}")]
    public static partial void ConfirmationAnswered(this ILogger logger, string contactId, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody followed a link and it could not be noted: storage answered {Status}")]
    public static partial void OpeningLost(this ILogger logger, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of mails are refused: {Reason}")]
    public static partial void EventsRefused(this ILogger logger, string reason);
}
