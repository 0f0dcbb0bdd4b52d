using ClientBase.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Timers;

/// <summary>Runs one timer function when it is due, on one host at a time.</summary>
/// <remarks>
/// The next run is kept in storage and looked at again under the lock, so of several hosts that wake up for one occurrence the first runs
/// it and the others go on to the next.
/// </remarks>
internal sealed class TimerListener(
    FunctionMethod function,
    Schedule schedule,
    TimerStorage storage,
    FunctionInvoker invoker,
    InvocationDrain drain,
    TimeProvider clock,
    ILogger logger)
    : IDisposable
{
    // Timers cannot wait longer than about 49 days at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstStorageRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastStorageRetry = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim oneAtATime = new(1);

    private TimerTriggerAttribute Trigger => (TimerTriggerAttribute)function.Descriptor.Trigger;

    /// <summary>Runs the function on its schedule until the host stops.</summary>
    public async Task ListenAsync(CancellationToken stopping)
    {
        var started = clock.GetUtcNow();
        try
        {
            if (Trigger.RunOnStartup)
            {
                await UntilStorageAnswersAsync(() => RunNowAsync(() => { }, stopping), stopping);
            }

            while (true)
            {
                var now = clock.GetUtcNow();
                var status = await UntilStorageAnswersAsync(() => StatusAsync(started, now, stopping), stopping);
                var missed = status.Next < now.UtcDateTime;
                await WaitAsync(status.Next, stopping);
                await UntilStorageAnswersAsync(() => RunDueAsync(missed, stopping), stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Runs the function once, after the run that may be going on, whatever the schedule says.</summary>
    /// <param name="onBegun">Called when the function is running.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunNowAsync(Action onBegun, CancellationToken cancellationToken)
    {
        using var running = drain.Enter();
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await using var held = await storage.LockAsync(function.Name, logger, cancellationToken);
            var invocation = InvokeAsync(new TimerInfo { ScheduleStatus = await storage.ReadAsync(function.Name, cancellationToken) });
            onBegun();
            await invocation;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<bool> RunDueAsync(bool missed, CancellationToken stopping)
    {
        using var running = drain.Enter();
        await oneAtATime.WaitAsync(stopping);
        try
        {
            await using var held = await storage.LockAsync(function.Name, logger, stopping);
            var now = clock.GetUtcNow();
            var status = await storage.ReadAsync(function.Name, stopping);
            if (status is null || status.Next > now.UtcDateTime)
            {
                return false;
            }

            await InvokeAsync(new TimerInfo { ScheduleStatus = status, IsPastDue = missed });

            // Counted from the start of this run: what fell due meanwhile is one late run, not many.
            await storage.WriteAsync(function.Name, Status(now, last: now, next: schedule.Next(now)), CancellationToken.None);
            return true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>The stored status; written anew when there is none or the schedule is another than the one it was made for.</summary>
    private async Task<ScheduleStatus> StatusAsync(DateTimeOffset started, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var status = await storage.ReadAsync(function.Name, cancellationToken);
        var expected = status is null ? schedule.Next(now) : schedule.Next(Utc(status.Last == default ? status.LastUpdated : status.Last));

        // Without a monitor, what was missed while no host ran stays missed.
        var skip = !Trigger.UseMonitor && expected < started;
        if (status is not null && !skip && Utc(status.Next) == expected)
        {
            return status;
        }

        var next = skip || status is null ? schedule.Next(now) : expected;
        var written = Status(now, status is null ? null : Utc(status.Last), next);
        await storage.WriteAsync(function.Name, written, cancellationToken);
        return written;
    }

    private async Task InvokeAsync(TimerInfo info)
    {
        var retry = function.Descriptor.Retry;
        for (var failures = 0; ; failures++)
        {
            try
            {
                var attempt = new Attempt(failures, retry?.MaxRetryCount ?? 0);
                await invoker.InvokeAsync(function, new TriggerEvent(info) { Retry = attempt }, drain.Abort);
                return;
            }
            catch (Exception e)
            {
                logger.FunctionFailed(function.Name, e);

                // -1 repeats for ever; a host that stops leaves the rest to the next run.
                var isLast = retry is null || (retry.MaxRetryCount >= 0 && failures >= retry.MaxRetryCount);
                if (isLast || drain.Stopping.IsCancellationRequested)
                {
                    return;
                }
            }

            await Task.Delay(RetryDelays.After(retry!, failures + 1), clock, drain.Stopping);
        }
    }

    private async Task WaitAsync(DateTime until, CancellationToken stopping)
    {
        for (var rest = Rest(); rest > TimeSpan.Zero; rest = Rest())
        {
            await Task.Delay(rest < LongestWait ? rest : LongestWait, clock, stopping);
        }

        TimeSpan Rest() => until - clock.GetUtcNow().UtcDateTime;
    }

    private async Task UntilStorageAnswersAsync(Func<Task> act, CancellationToken stopping) =>
        await UntilStorageAnswersAsync(async () => { await act(); return true; }, stopping);

    private async Task<T> UntilStorageAnswersAsync<T>(Func<Task<T>> act, CancellationToken stopping)
    {
        for (var wait = FirstStorageRetry; ; wait = wait < LastStorageRetry ? wait * 2 : wait)
        {
            try
            {
                return await act();
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.ScheduleUnavailable(function.Name, e.Message);
                await Task.Delay(wait, clock, stopping);
            }
        }
    }

    private static ScheduleStatus Status(DateTimeOffset now, DateTimeOffset? last, DateTimeOffset next) => new()
    {
        Last = last?.UtcDateTime ?? default,
        Next = next.UtcDateTime,
        LastUpdated = now.UtcDateTime,
    };

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
