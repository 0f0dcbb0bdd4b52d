namespace ClientBase.Tests.Whole;

/// <summary>
/// The order in which two instances make their requests to storage: the first so many, then the second so many, then the first to its end.
/// </summary>
/// <param name="first">How many the first makes before it is stopped.</param>
/// <param name="second">How many the second makes meanwhile.</param>
internal sealed class Turns(int first, int second)
{
    private readonly Lock _lock = new();
    private readonly int[] _left = [first, second];
    private readonly bool[] _isDone = new bool[2];
    private TaskCompletionSource _passed = New();
    private int _turn;

    /// <summary>How many requests each has made.</summary>
    public int[] Made { get; } = new int[2];

    /// <summary>Returns when it is an instance's turn to make a request.</summary>
    public async Task WaitAsync(int who)
    {
        while (Stopped(who) is { } passed)
        {
            await passed;
        }
    }

    /// <summary>An instance has done its work: the other goes on alone.</summary>
    public void End(int who)
    {
        lock (_lock)
        {
            _isDone[who] = true;
            Pass();
        }
    }

    // What it waits for; null: nothing.
    private Task? Stopped(int who)
    {
        lock (_lock)
        {
            if (_isDone[1 - who] || (_turn == who && _left[who] > 0))
            {
                _left[who]--;
                Made[who]++;
                return null;
            }

            if (_turn == who)
            {
                _left[who] = int.MaxValue; // When it is its turn again it goes on to its end.
                Pass();
            }

            return _passed.Task;
        }
    }

    private void Pass()
    {
        _turn = 1 - _turn;
        var passed = _passed;
        _passed = New();
        passed.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
