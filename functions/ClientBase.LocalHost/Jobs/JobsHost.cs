using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClientBase.LocalHost.Jobs;

/// <summary>The WebJobs SDK's own host with the app's queues and timers. When a listener cannot go on, another host takes over.</summary>
internal sealed partial class JobsHost(HostSettings settings, WorkerSupervisor worker, ILogger<JobsHost> logger) : IDisposable
{
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _oneStart = new(1, 1);
    private IHost? _host;

    /// <exception cref="StartException">The queues and timers cannot be listened to.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _oneStart.WaitAsync(cancellationToken);
        try
        {
            await StartAnotherAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not StartException && !cancellationToken.IsCancellationRequested)
        {
            throw new StartException(
                $"The queues and timers cannot be listened to: {MessagesOf(failure)} "
                + "Look at host.json and the settings, and at the storage that AzureWebJobsStorage names.",
                failure);
        }
        finally
        {
            _oneStart.Release();
        }
    }

    /// <summary>Takes no more messages and waits for what runs.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_host is { } host)
        {
            await host.Services.GetRequiredService<IDrainModeManager>().EnableDrainModeAsync(cancellationToken);
            await host.StopAsync(cancellationToken);
        }
    }

    /// <summary>Runs a queue or timer function now.</summary>
    public Task CallAsync(Function function, string input)
    {
        var jobs = (JobHost)_host!.Services.GetRequiredService<IJobHost>();
        object? trigger = function.TriggerType == "timerTrigger" ? null : input;
        return jobs.CallAsync(function.Name, new Dictionary<string, object?> { [function.TriggerName] = trigger });
    }

    public void Dispose()
    {
        _host?.Dispose();
        _stopping.Dispose();
        _oneStart.Dispose();
    }

    private async Task RestartAsync(IHost failed, Exception cause)
    {
        try
        {
            await _oneStart.WaitAsync(_stopping.Token);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            return; // The whole program stops.
        }

        try
        {
            // Each listener of a failed host reports: the first has it replaced. One that could not even start is its starter's to tell of.
            if (ReferenceEquals(_host, failed))
            {
                StartsAgain(cause);
                await ReplaceAsync(failed);
            }
        }
        catch (OperationCanceledException)
        {
            // The whole program stops.
        }
        finally
        {
            _oneStart.Release();
        }
    }

    private async Task ReplaceAsync(IHost failed)
    {
        while (ReferenceEquals(_host, failed))
        {
            await Task.Delay(BetweenStarts, _stopping.Token);
            try
            {
                await StartAnotherAsync(_stopping.Token);
            }
            catch (Exception stillFailing) when (!_stopping.IsCancellationRequested)
            {
                StartsAgain(stillFailing);
            }
        }

        using var patience = new CancellationTokenSource(StopPatience);
        await failed.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        failed.Dispose();
    }

    private async Task StartAnotherAsync(CancellationToken cancellationToken)
    {
        var host = Build();
        try
        {
            await host.StartAsync(cancellationToken);
            _host = host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    // What is wrong stands in one of them, and where in another.
    private static string MessagesOf(Exception? failure)
    {
        var messages = new List<string>();
        for (; failure is not null; failure = failure.InnerException)
        {
            messages.Add(failure.Message.ReplaceLineEndings(" "));
        }

        return string.Join(' ', messages.Distinct());
    }

    private IHost Build() => new HostBuilder()
        .UseEnvironment(Environments.Development)
        .ConfigureWebJobs(Add, _ => { })
        .ConfigureAppConfiguration(configuration => configuration.AddConfiguration(settings.Configuration)) // Over what the SDK has added.
        .ConfigureLogging(logging => HostLogging.Configure(logging, settings))
        .ConfigureServices(services =>
        {
            services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
            services.AddSingleton<IHostLifetime, NoLifetime>();
        })
        .Build();

    private void Add(IWebJobsBuilder builder)
    {
        builder.AddAzureStorageCoreServices();
        builder.AddTimers();
        builder.AddAzureStorageQueues();
        var services = builder.Services;
        services.RemoveAll<ScheduleMonitor>();
        services.AddSingleton<ScheduleMonitor, BlobScheduleMonitor>();
        services.AddSingleton<ITypeLocator>(new FunctionTypeBuilder(worker.Functions, settings.FunctionTimeout));
        services.AddSingleton<ITriggeredInvoker>(new WorkerInvoker(worker));
        services.AddSingleton<IHostIdProvider>(new HostId(settings.HostId));
        services.AddSingleton<IWebJobsExceptionHandlerFactory>(new RestartOnFailure(RestartAsync));
        if (settings.QueueLease is { } lease)
        {
            ShortLease.Add(services, lease);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Queues and timers stopped and start again.")]
    private partial void StartsAgain(Exception cause);

    private sealed class HostId(string id) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
    }
}
