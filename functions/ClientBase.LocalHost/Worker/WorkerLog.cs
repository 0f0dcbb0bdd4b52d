using ClientBase.LocalHost.Protocol;

namespace ClientBase.LocalHost.Worker;

/// <summary>Shows what the worker logs, under the categories it logs by.</summary>
internal sealed partial class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog log)
    {
        if (log.Level == RpcLog.Types.Level.None || log.LogCategory == RpcLog.Types.Category.CustomMetric)
        {
            return;
        }

        // What the worker tells of itself, apart from what the app's own code logs.
        var category = log.LogCategory == RpcLog.Types.Category.System ? $"Worker.{log.Category}" : log.Category;
        var text = log.Exception is null ? log.Message : $"{log.Message}\n{log.Exception.Message}\n{log.Exception.StackTrace}";
        Show(loggers.CreateLogger(category), (LogLevel)(int)log.Level, text);
    }

    [LoggerMessage(Message = "{Text}")]
    private static partial void Show(ILogger logger, LogLevel level, string text);
}
