using System.Text;
using System.Text.Json;

namespace ClientBase.Tests.Whole;

/// <summary>
/// The app and what is around it: senders that repeat what was not acknowledged, a host that delivers messages again, an instance that is
/// started anew when it was killed.
/// </summary>
internal sealed partial class World : IAsyncDisposable
{
    private const int MostAsks = 40;

    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly TimeSpan _skew;
    private Fate.Life _life;
    private WholeApp _app;
    private int _turn;

    /// <param name="connectionString">The emulator.</param>
    /// <param name="fate">What befalls requests to storage.</param>
    /// <param name="settings">Settings of the app.</param>
    /// <param name="provider">The mail provider.</param>
    /// <param name="skew">By how much every other instance's clock is wrong.</param>
    public World(
        string connectionString, Fate fate, IReadOnlyDictionary<string, string?> settings, MailProvider provider, TimeSpan skew = default)
    {
        (Fate, Provider, _settings, _skew) = (fate, provider, settings, skew);
        Storage = new WholeStorage(connectionString);
        (_life, _app) = NewApp();
    }

    public Fate Fate { get; }

    public MailProvider Provider { get; }

    public WholeStorage Storage { get; }

    public TurnedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The instance that runs now.</summary>
    public WholeApp App => _app;

    /// <summary>Captures of forms that were acknowledged.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>How often instances were started.</summary>
    public int Starts { get; private set; }

    /// <summary>Why messages failed last.</summary>
    public List<string> Failures { get; } = [];

    private void Note(string failure)
    {
        lock (Failures)
        {
            Failures.Add(failure);
        }
    }

    public async Task CreateAsync()
    {
        await Storage.CreateAsync();
        await _app.StartAsync();
    }

    /// <summary>Asks until it is acknowledged, as a browser or a shop does; a refusal of a repeat says that it was done before.</summary>
    public async Task<WholeAnswer> AskAsync(string method, string path, byte[]? body, string type, params (string, string)[] headers)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await _app.AskAsync(method, path, body, type, headers);
            await RestartWhenOverAsync();
            if (answer.IsGood || (tries > 0 && answer.Status is 404 or 409 or 410))
            {
                return answer;
            }

            if (answer.Status < 500 || tries == MostAsks)
            {
                throw new BrokenException($"{method} {path} is answered with {answer.Status}: {answer.Text} {answer.Failure}");
            }

            Note($"{method} {path}: {answer.Failure?.Message ?? answer.Text}");
        }
    }

    public Task<WholeAnswer> AskAsync(string method, string path, object? body = null, params (string, string)[] headers) =>
        AskAsync(method, path, body is null ? null : JsonSerializer.SerializeToUtf8Bytes(body), "application/json", headers);

    /// <summary>Runs a timer; one that fails runs again at its next time.</summary>
    public async Task TickAsync(string timer)
    {
        for (var tries = 0; tries < MostAsks; tries++)
        {
            try
            {
                await _app.TickAsync(timer);
                await RestartWhenOverAsync();
                return;
            }
            catch (Exception failure)
            {
                Note($"{timer}: {failure.Message}");
                await RestartWhenOverAsync();
            }
        }

        throw new BrokenException($"{timer} fails again and again: {Failures[^1]}");
    }

    public async ValueTask DisposeAsync()
    {
        _app.Dispose();
        _other?.App.Dispose();
        await Storage.DeleteAsync();
    }

    // What the killed one has sent arrives before the next one starts.
    private async Task RestartWhenOverAsync()
    {
        while (_life.IsOver)
        {
            while (_life.UnderWay > 0)
            {
                await Task.Delay(5);
            }

            _app.Dispose();
            (_life, _app) = NewApp();
            try
            {
                await _app.StartAsync();
            }
            catch (Exception failure)
            {
                Note($"start: {failure.Message}");
            }
        }
    }

    private (Fate.Life Life, WholeApp App) NewApp()
    {
        Starts++;
        var life = Fate.NewLife();
        var skew = _turn++ % 2 == 1 ? _skew : TimeSpan.Zero;
        return (life, new WholeApp(Storage, Clock.Seen(skew), _settings, life, Provider.Reached(life)));
    }

    /// <summary>Text as a body.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>A promise that was broken.</summary>
internal sealed class BrokenException(string what) : Exception(what);
