using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Imports;

/// <summary>What is logged of imports: sizes and times, never what stands in a row.</summary>
internal static partial class ImportsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} of {Kind} is taken: {Bytes} bytes")]
    public static partial void Taken(this ILogger logger, string import, ImportKind kind, long bytes);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Import {Import} is {Stage}: {Rows} rows, of which {Accepted} accepted, {Rejected} rejected, {Unchanged} unchanged;"
            + " {Seconds} s")]
    public static partial void Ended(
        this ILogger logger, string import, ImportStage stage, long rows, long accepted, long rejected, long unchanged, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} failed after {Rows} rows: its state tells why")]
    public static partial void Failed(this ILogger logger, string import, long rows);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Import {Import} is undone: {Captures} captures of {Contacts} contacts were taken back")]
    public static partial void Undone(this ILogger logger, string import, long captures, long contacts);
}
