using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ClientBase.Functions.Operations;

/// <summary>Counts what timers and queues make this instance do: between a timer's start and its first message no queue tells of it.</summary>
public sealed class RunningWork : IFunctionsWorkerMiddleware
{
    private static int _running;
    private static long _started;

    /// <summary>How many timer and queue functions run on this instance now.</summary>
    public static int Count => Volatile.Read(ref _running);

    /// <summary>How many have been started on this instance. While it stands still, no message went from one queue to another.</summary>
    public static long Started => Volatile.Read(ref _started);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not null)
        {
            await next(context);
            return;
        }

        Interlocked.Increment(ref _running);
        Interlocked.Increment(ref _started);
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
