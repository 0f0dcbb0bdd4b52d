namespace ClientBase.Tests.Whole;

/// <summary>A clock that somebody turns; several may show different times of it.</summary>
internal sealed class TurnedClock(DateTimeOffset now)
{
    private DateTimeOffset _now = now;

    public DateTimeOffset Now => _now;

    public void Turn(TimeSpan time) => _now += time;

    /// <summary>Turns it on to a time that it has not passed yet.</summary>
    public void TurnTo(DateTimeOffset time) => _now = time > _now ? time : _now;

    /// <summary>What one instance sees, which may be wrong.</summary>
    public TimeProvider Seen(TimeSpan skew = default) => new Skewed(this, skew);

    private sealed class Skewed(TurnedClock clock, TimeSpan skew) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.Now + skew;
    }
}
