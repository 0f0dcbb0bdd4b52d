using ClientBase.Benchmarks.Leads;
using ClientBase.Functions.Tests.Chaos;

namespace ClientBase.Benchmarks.Kills;

/// <summary>An app that is killed and started again, at moments of chance and at named ones.</summary>
internal sealed class KilledSender(StorageCounter storage, StubSendGrid sendGrid, Dictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<AppUnderTest> _dead = [];
    private AppUnderTest? _app;
    private bool _isDead;

    /// <summary>The one that runs now; it may die any moment.</summary>
    public HttpClient Client => Volatile.Read(ref _app)!.Client;

    /// <summary>What each kill hit.</summary>
    public List<string> Moments { get; } = [];

    /// <summary>Starts the app, with other settings where some are given, and waits until it answers.</summary>
    public async Task StartAsync(Dictionary<string, string>? otherSettings = null)
    {
        Launch(otherSettings ?? settings);
        await _app!.UntilHealthyAsync();
    }

    /// <summary>
    /// Kills the app at a named moment, or after a while when that does not come. One that is dead is started first: the moment may come
    /// before it answers.
    /// </summary>
    public async Task KillAsync(KillPoint point)
    {
        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hits = 0;
        bool Hit()
        {
            if (Interlocked.Increment(ref hits) == 1)
            {
                Die();
                isOver.SetResult();
            }

            return true;
        }

        storage.Cuts = (request, body, isDone) => point.IsAt(request, body, isDone) && Hit();
        sendGrid.Told = point.Method is null ? isTaken => _ = isTaken == point.IsAfter && Hit() : null;
        if (_isDead)
        {
            Launch(settings);
        }

        await Task.WhenAny(isOver.Task, Task.Delay(Patience));
        var isHit = Interlocked.Increment(ref hits) > 1;
        (storage.Cuts, sendGrid.Told) = (null, null);
        if (!isHit)
        {
            Die();
        }

        Moments.Add(isHit ? point.ToString() : $"none: {point} did not come");
    }

    /// <summary>Kills the app now, and starts another.</summary>
    public async Task KillAsync()
    {
        Die();
        Moments.Add("chance");
        await StartAsync();
    }

    /// <summary>Ends it in order.</summary>
    public async Task StopAsync() => await _app!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _dead)
        {
            await app.DisposeAsync();
        }
    }

    private void Die()
    {
        _app!.Kill();
        _isDead = true;
    }

    private void Launch(Dictionary<string, string> itsSettings)
    {
        if (_isDead)
        {
            _dead.Add(_app!);
        }

        Volatile.Write(ref _app, AppUnderTest.Start(AppUnderTest.Command, storage.ConnectionString, itsSettings));
        _isDead = false;
    }
}
