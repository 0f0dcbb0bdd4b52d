using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ClientBase.Functions.Operations;

/// <summary>Counts the timers and queue functions that run on this instance.</summary>
/// <remarks>Until a timer has put its messages, no queue tells of its work.</remarks>
public sealed class RunningWork : IFunctionsWorkerMiddleware
{
    private static int _running;

    /// <summary>How many of them run.</summary>
    public static int Count => Volatile.Read(ref _running);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not null)
        {
            await next(context);
            return;
        }

        Interlocked.Increment(ref _running);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
