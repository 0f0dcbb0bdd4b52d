using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Exports;

/// <summary>What is logged of exports: sizes and times, never what stands in a row.</summary>
internal static partial class ExportsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message =
        "Export {Export} as {Format} is {State}: {Rows} rows, its last part took {Seconds:0.00} s")]
    public static partial void Ended(this ILogger logger, string export, string format, string state, long rows, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The link of export {Export} was not mailed: {Outcome}")]
    public static partial void NotDelivered(this ILogger logger, string export, string outcome);

    [LoggerMessage(Level = LogLevel.Information, Message = "Exports: {Due} are made anew, the files of {Expired} are deleted")]
    public static partial void Looked(this ILogger logger, int due, int expired);
}
