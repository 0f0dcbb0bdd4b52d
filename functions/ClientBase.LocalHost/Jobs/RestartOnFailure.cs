using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host.Timers;

namespace ClientBase.LocalHost.Jobs;

/// <summary>A listener that cannot go on has the SDK's host started again; the SDK's own handler would end the process.</summary>
internal sealed class RestartOnFailure(Func<IHost, Exception, Task> restart) : IWebJobsExceptionHandlerFactory
{
    public IWebJobsExceptionHandler Create(IHost jobHost) => new Handler(jobHost, restart);

    private sealed class Handler(IHost host, Func<IHost, Exception, Task> restart) : IWebJobsExceptionHandler
    {
        public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
            OnUnhandledExceptionAsync(exceptionInfo);

        public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
        {
            _ = Task.Run(() => restart(host, exceptionInfo.SourceException));
            return Task.CompletedTask;
        }
    }
}
