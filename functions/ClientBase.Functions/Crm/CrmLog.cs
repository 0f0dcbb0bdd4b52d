using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Crm;

/// <summary>What is logged of working with clients: sizes and times, never whom it is about.</summary>
internal static partial class CrmLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Sent} digests were sent, {Failed} were not, {Seconds:0.00} s")]
    public static partial void DigestsSent(this ILogger logger, int sent, int failed, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A digest was not sent: {Result} {Reason}")]
    public static partial void DigestFailed(this ILogger logger, string result, string? reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Turned} potential clients turned, of {Due} due, {Seconds:0.00} s")]
    public static partial void PotentialsTurned(this ILogger logger, int turned, int due, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Call list {List} has dealt out {Dealt} calls, finished: {IsFinished}")]
    public static partial void CallsDealt(this ILogger logger, string list, int dealt, bool isFinished);

    [LoggerMessage(Level = LogLevel.Information, Message = "An update of Telegram was passed over: {Why}")]
    public static partial void TelegramPassedOver(this ILogger logger, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "A letter was passed over: {Why}")]
    public static partial void LetterPassedOver(this ILogger logger, string why);
}
