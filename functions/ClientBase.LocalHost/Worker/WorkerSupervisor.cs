using ClientBase.LocalHost.Protocol;
using ClientBase.LocalHost.Settings;

namespace ClientBase.LocalHost.Worker;

/// <summary>Keeps one worker running: starts it, starts another when it dies, and hands work to the one that is ready.</summary>
internal sealed partial class WorkerSupervisor(HostSettings settings, WorkerLog log, ILogger<WorkerSupervisor> logger) : IDisposable
{
    private const int MaxFailedStarts = 3;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenStarts = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<StartException> _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource<WorkerChannel> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile WorkerChannel? _channel;
    private WorkerProcess? _process;
    private Uri? _grpc;
    private Task _watching = Task.CompletedTask;

    /// <summary>The functions of the app, once it has started.</summary>
    public IReadOnlyList<Function> Functions { get; private set; } = [];

    /// <summary>Done when no worker can be kept running.</summary>
    public Task<StartException> GivenUp => _givenUp.Task;

    public int ProcessId => _process?.Id ?? 0;

    /// <summary>The channel of the worker that is meant, as long as it is the current one.</summary>
    public WorkerChannel? FindChannel(string workerId) => _channel is { } channel && channel.WorkerId == workerId ? channel : null;

    /// <summary>Starts the first worker.</summary>
    /// <param name="grpc">Where it finds this host.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="StartException">It cannot be started, dies at once or does not answer.</exception>
    public async Task StartAsync(Uri grpc, CancellationToken cancellationToken)
    {
        _grpc = grpc;
        _watching = WatchAsync(await StartWorkerAsync(cancellationToken));
    }

    /// <summary>The worker that is ready; waits for one while another is being started.</summary>
    /// <exception cref="OperationCanceledException">There will be none.</exception>
    public Task<WorkerChannel> ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Runs a function on the worker that is ready.</summary>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken) =>
        await (await ReadyAsync(cancellationToken)).InvokeAsync(request, cancellationToken);

    /// <summary>Has the worker end by itself, and ends it when it does not.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        if (_process is not { } process)
        {
            return;
        }

        _channel?.Terminate();
        if (await Task.WhenAny(process.Exited, Task.Delay(StopPatience)) != process.Exited)
        {
            process.Kill();
            await process.Exited;
        }

        await _watching;
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>A worker that no longer listens is of no use, whether its process has ended or not.</summary>
    public void Lost(WorkerChannel channel)
    {
        if (channel == _channel && !_stopping.IsCancellationRequested)
        {
            _process?.Kill();
        }
    }

    private async Task<WorkerProcess> StartWorkerAsync(CancellationToken cancellationToken)
    {
        var channel = _channel = new WorkerChannel(settings, log);
        var process = _process = await WorkerProcess.StartAsync(settings, channel.WorkerId, _grpc!);
        _ = process.Exited.ContinueWith(_ => channel.Close(), TaskScheduler.Default);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        try
        {
            Functions = await channel.LoadAsync(patience.Token);
            _ready.SetResult(channel);
            return process;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            process.Kill();
            throw;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            process.Kill();
            throw new StartException(
                $"The worker (process {process.Id}) did not connect within {StartPatience.TotalSeconds:0} seconds and was ended. "
                + "Is its Program.cs a Functions worker?");
        }
        catch (OperationCanceledException)
        {
            throw new StartException($"The worker ended with code {await process.Exited} before it was ready. What it printed is above.");
        }
        catch (StartException)
        {
            process.Kill();
            throw;
        }
    }

    private async Task WatchAsync(WorkerProcess process)
    {
        try
        {
            while (true)
            {
                var exitCode = await process.Exited;
                _stopping.Token.ThrowIfCancellationRequested();
                _ready = new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously);
                WorkerEnded(exitCode);
                process = await StartAnotherAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The whole program stops.
        }
        catch (StartException failed)
        {
            _givenUp.SetResult(failed);
        }

        _ready.TrySetCanceled(CancellationToken.None); // Nobody waits for a worker that will not come.
    }

    private async Task<WorkerProcess> StartAnotherAsync()
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                var process = await StartWorkerAsync(_stopping.Token);
                AnotherRuns(process.Id);
                return process;
            }
            catch (StartException failed) when (failures < MaxFailedStarts)
            {
                WorkerFailedAgain(failed.Message);
                await Task.Delay(BetweenStarts, _stopping.Token);
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The worker ended with code {ExitCode}; another is started. Messages it worked on will be tried again.")]
    private partial void WorkerEnded(int exitCode);

    [LoggerMessage(Level = LogLevel.Information, Message = "Another worker runs: process {Id}")]
    private partial void AnotherRuns(int id);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem} Another try.")]
    private partial void WorkerFailedAgain(string problem);
}
