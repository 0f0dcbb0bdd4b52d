using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Benchmarks.Chaos;

/// <summary>Storage emulators one after another, each for some trials: Azurite becomes slower with what it has ever held.</summary>
internal sealed class Emulators : IDisposable
{
    private const int TrialsOfOne = 60;

    private RunningAzurite? _running;
    private int _trials;

    public async Task<string> NextAsync()
    {
        if (_running is null || _trials++ % TrialsOfOne == TrialsOfOne - 1)
        {
            Dispose();
            _running = await NodeAzurite.StartAsync();
        }

        return _running.ConnectionString;
    }

    public void Dispose()
    {
        _running?.Stop();
        _running = null;
    }
}
