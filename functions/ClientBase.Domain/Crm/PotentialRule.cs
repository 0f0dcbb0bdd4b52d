namespace ClientBase.Domain.Crm;

/// <summary>How far the work with a potential client is.</summary>
public enum PotentialState
{
    /// <summary>Being worked for the first time.</summary>
    Working = 0,

    /// <summary>Came to nothing so far, and is left in peace.</summary>
    Resting = 1,

    /// <summary>Being worked for the second and last time.</summary>
    Retried = 2,

    /// <summary>Given up.</summary>
    Dropped = 3,
}

/// <summary>
/// A potential client is worked for some days; without a deal they are left in peace, tried once more, and then dropped.
/// </summary>
/// <param name="Worked">How long they are worked at a time.</param>
/// <param name="Rest">How long they are left in peace.</param>
public sealed record PotentialRule(TimeSpan Worked, TimeSpan Rest)
{
    /// <summary>How far it is, of somebody who was taken on at an instant and has neither ordered nor a deal.</summary>
    public PotentialState StateAt(DateTimeOffset since, DateTimeOffset now) => (now - since) switch
    {
        var worked when worked < Worked => PotentialState.Working,
        var rested when rested < Worked + Rest => PotentialState.Resting,
        var retried when retried < Worked + Rest + Worked => PotentialState.Retried,
        _ => PotentialState.Dropped,
    };

    /// <summary>When a state ends; null for the last.</summary>
    public DateTimeOffset? EndOf(PotentialState state, DateTimeOffset since) => state switch
    {
        PotentialState.Working => since + Worked,
        PotentialState.Resting => since + Worked + Rest,
        PotentialState.Retried => since + Worked + Rest + Worked,
        _ => null,
    };

    /// <summary>Whether a state counts among those a manager may hold only so many of.</summary>
    public static bool IsWorked(PotentialState state) => state is PotentialState.Working or PotentialState.Retried;
}
