using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ClientBase.Functions.Operations;

/// <summary>Counts what timers and queues make this instance do: between a timer's start and its first message no queue tells of it.</summary>
public sealed class RunningWork : IFunctionsWorkerMiddleware
{
    // The host sends a function's messages after the middleware has ended. A queue still holds the message that was worked on until then; of
    // a timer nothing is left to see.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(2);

    private static int _running;
    private static long _timerEnded;

    /// <summary>Whether timer or queue functions run on this instance, or a timer ended so lately that its messages may be on their way.</summary>
    public static bool IsAny => Volatile.Read(ref _running) > 0 || Stopwatch.GetElapsedTime(Volatile.Read(ref _timerEnded)) < OnTheWay;

    /// <inheritdoc/>
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
            if (context.FunctionDefinition.InputBindings.Values.Any(binding => binding.Type == "timerTrigger"))
            {
                Volatile.Write(ref _timerEnded, Stopwatch.GetTimestamp());
            }

            Interlocked.Decrement(ref _running);
        }
    }
}
