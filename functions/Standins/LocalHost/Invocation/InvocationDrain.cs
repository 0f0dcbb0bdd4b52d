using Microsoft.Extensions.Hosting;

namespace ClientBase.LocalHost.Invocation;

/// <summary>Lets what runs finish when the host stops: waits, and after a grace period cancels.</summary>
internal sealed class InvocationDrain : IHostedService, IDisposable
{
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource abort;
    private readonly CancellationTokenRegistration stopping;
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running = 1; // The host itself, until it stops.

    public InvocationDrain(IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        Stopping = lifetime.ApplicationStopping;
        stopping = Stopping.Register(() => abort.CancelAfter(Grace));
    }

    /// <summary>Fetch nothing new.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The grace period is over.</summary>
    public CancellationToken Abort => abort.Token;

    public IDisposable Enter()
    {
        Interlocked.Increment(ref running);
        return new Leave(this);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Exit();
        return idle.Task.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        stopping.Dispose();
        abort.Dispose();
    }

    private void Exit()
    {
        if (Interlocked.Decrement(ref running) == 0)
        {
            idle.TrySetResult();
        }
    }

    private sealed class Leave(InvocationDrain drain) : IDisposable
    {
        private InvocationDrain? drain = drain;

        public void Dispose() => Interlocked.Exchange(ref drain, null)?.Exit();
    }
}
