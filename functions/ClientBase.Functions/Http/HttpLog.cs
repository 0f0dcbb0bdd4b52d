using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Http;

/// <summary>What is logged of requests.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed with what nobody expected, id {Id}: {Cause}")]
    public static partial void RequestFailed(this ILogger logger, string function, string id, string cause, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function} failed in the middle of its answer, which was cut off, id {Id}: {Cause}")]
    public static partial void AnswerFailed(this ILogger logger, string function, string id, string cause, Exception exception);
}
