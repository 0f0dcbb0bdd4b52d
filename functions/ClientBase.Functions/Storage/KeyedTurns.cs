namespace ClientBase.Functions.Storage;

/// <summary>Lets the events of one person through one after another within this process.</summary>
/// <remarks>Only saves futile work: between processes the conditional writes decide.</remarks>
public sealed class KeyedTurns
{
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn; disposing the result passes it on.</summary>
    public async Task<IDisposable> WaitAsync(string key, CancellationToken cancellationToken)
    {
        Turn turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(key, out turn!))
            {
                _turns[key] = turn = new Turn();
            }

            turn.Holders++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Leave(key, turn);
            throw;
        }

        return new Pass(() =>
        {
            turn.Gate.Release();
            Leave(key, turn);
        });
    }

    private void Leave(string key, Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Holders == 0)
            {
                _turns.Remove(key);
                turn.Gate.Dispose();
            }
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Holders { get; set; }
    }

    private sealed class Pass(Action onDispose) : IDisposable
    {
        public void Dispose() => onDispose();
    }
}
