using ClientBase.LocalHost.Settings;
using ClientBase.LocalHost.Worker;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClientBase.LocalHost.Jobs;

/// <summary>The WebJobs SDK's own host with the app's queue and timer functions. When a listener cannot go on, another host takes over.</summary>
internal sealed partial class JobsHost(HostSettings settings, WorkerSupervisor worker, ILogger<JobsHost> logger) : IDisposable
{
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _oneRestart = new(1, 1);
    private IHost? _host;

    /// <exception cref="StartException">The queues and timers cannot be listened to.</exception>
    public async Task StartAsync()
    {
        try
        {
            await StartAsync(_stopping.Token);
        }
        catch (Exception failure) when (failure is not StartException)
        {
            var cause = failure.GetBaseException().Message;
            throw new StartException($"The queues and timers cannot be listened to: {cause} Does the storage answer that AzureWebJobsStorage names?", failure);
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
        _oneRestart.Dispose();
    }

    private async Task RestartAsync(IHost failed, Exception cause)
    {
        if (!await _oneRestart.WaitAsync(0))
        {
            return; // Each listener of the failed host reports; one restart answers them all.
        }

        try
        {
            StartsAgain(cause);
            await ReplaceAsync(failed);
            using var patience = new CancellationTokenSource(StopPatience);
            await failed.StopAsync(patience.Token);
            failed.Dispose();
        }
        catch (OperationCanceledException)
        {
            // The whole program stops.
        }
        finally
        {
            _oneRestart.Release();
        }
    }

    private async Task ReplaceAsync(IHost failed)
    {
        while (ReferenceEquals(_host, failed))
        {
            await Task.Delay(BetweenStarts, _stopping.Token);
            try
            {
                await StartAsync(_stopping.Token);
            }
            catch (Exception stillFailing) when (stillFailing is not OperationCanceledException)
            {
                StartsAgain(stillFailing);
            }
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var host = Build();
        await host.StartAsync(cancellationToken);
        _host = host;
    }

    private IHost Build() => new HostBuilder()
        .UseEnvironment(Environments.Development)
        .ConfigureWebJobs(Add, _ => { })
        .ConfigureAppConfiguration(configuration => configuration.AddConfiguration(settings.Configuration)) // Over what the SDK has added.
        .ConfigureLogging(logging => HostLogging.Configure(logging, settings))
        .ConfigureServices(services =>
        {
            services.Configure<HostOptions>(options => options.ShutdownTimeout = StopPatience);
            services.AddSingleton<IHostLifetime, NoLifetime>(); // Signals are the outer host's to hear.
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

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
