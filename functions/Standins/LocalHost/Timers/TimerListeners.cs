using ClientBase.LocalHost.Configuration;
using ClientBase.LocalHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientBase.LocalHost.Timers;

/// <summary>A listener for each timer function.</summary>
internal sealed class TimerListeners(
    FunctionCatalog functions,
    TimerStorage storage,
    FunctionInvoker invoker,
    InvocationDrain drain,
    IConfiguration configuration,
    TimeProvider clock,
    ILoggerFactory loggers) : IHostedService, IDisposable
{
    private readonly Dictionary<FunctionMethod, TimerListener> listeners = [];
    private Task listening = Task.CompletedTask;

    public string ScheduleOf(FunctionMethod function) =>
        configuration.Resolve(((TimerTriggerAttribute)function.Descriptor.Trigger).Schedule, function.Name);

    /// <exception cref="InvalidOperationException">A schedule is missing or cannot be read.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var enabled = functions.Enabled.Where(function => function.Descriptor.Trigger is TimerTriggerAttribute).ToList();
        var started = enabled.Select(Listener).ToList();
        listening = Task.WhenAll(started.Select(listener => Task.Run(() => listener.ListenAsync(drain.Stopping), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => listening.WaitAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var listener in listeners.Values)
        {
            listener.Dispose();
        }
    }

    /// <summary>Runs a function in the background, after the run that may be going on.</summary>
    /// <returns>Ends when it has begun, so that whoever asks for what runs afterwards is told of it.</returns>
    public Task RunNowAsync(FunctionMethod function)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var listener = Listener(function);
        var running = drain.Enter();
        _ = Task.Run(async () =>
        {
            using (running)
            {
                try
                {
                    await listener.RunNowAsync(begun.SetResult, drain.Abort);
                }
                catch (Exception e)
                {
                    Logger(function).FunctionFailed(function.Name, e);
                    begun.TrySetResult();
                }
            }
        });
        return begun.Task;
    }

    private TimerListener Listener(FunctionMethod function)
    {
        lock (listeners)
        {
            return listeners.TryGetValue(function, out var listener) ? listener : listeners[function] = new TimerListener(
                function, Schedule(function), storage, invoker, drain, clock, Logger(function));
        }
    }

    private Schedule Schedule(FunctionMethod function)
    {
        var text = ScheduleOf(function);
        try
        {
            return Timers.Schedule.Parse(text, Timers.Schedule.Zone(configuration), clock.GetUtcNow());
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"Function '{function.Name}': {e.Message}", e);
        }
    }

    private ILogger Logger(FunctionMethod function) => loggers.CreateLogger($"Function.{function.Name}");
}
