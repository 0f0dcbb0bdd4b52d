namespace ClientBase.Domain.Automations.Runs;

/// <summary>What let somebody enter an automation.</summary>
/// <param name="Event">The trigger's name.</param>
/// <param name="Id">What names it among all that ever happened: a repeat is the same.</param>
public sealed record RunCause(string Event, string Id)
{
    /// <summary>The cart it was about, as <c>{shop}:{token}</c>.</summary>
    public string? Cart { get; init; }

    /// <summary>The order it was about, as <c>{shop}:{id}</c>.</summary>
    public string? Order { get; init; }

    /// <summary>The product it was about, as <c>{shop}:{id}</c>.</summary>
    public string? Product { get; init; }
}
