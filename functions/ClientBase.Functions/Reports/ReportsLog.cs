using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Reports;

/// <summary>What is logged of reports.</summary>
internal static partial class ReportsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The state of the base was mailed: {Outcome}")]
    public static partial void MonthlyMailed(this ILogger logger, string outcome);
}
