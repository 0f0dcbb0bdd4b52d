using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Duplicates.Proposing;

/// <summary>What is logged of looking for duplicates: sizes and times.</summary>
internal static partial class DuplicatesLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Weights of duplicates were learned from {People} contacts, {Seconds:0.00} s")]
    public static partial void WeightsLearned(this ILogger logger, int people, double seconds);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Duplicates, shard {Shard}: {Compared} contacts compared so far, {Proposed} pairs found, {Merged} merged, finished: "
            + "{IsFinished}, {Seconds:0.00} s")]
    public static partial void Compared(
        this ILogger logger, string shard, int compared, int proposed, int merged, bool isFinished, double seconds);
}
