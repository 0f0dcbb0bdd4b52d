namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Something that is due.</summary>
/// <param name="What">What kind of thing.</param>
/// <param name="Contact">Whose.</param>
/// <param name="Of">Which.</param>
/// <param name="RowKey">The row that says so; empty: none does.</param>
/// <param name="Tries">How often it was tried in vain.</param>
public sealed record DueItem(string What, string Contact, string Of, string RowKey, int Tries = 0)
{
    /// <summary>A run that ended because a step failed and is to go on there.</summary>
    public const string Retry = "retry";
}

/// <summary>Things that are due in one shard. Those of a message share batches.</summary>
/// <param name="Items">The things.</param>
public sealed record StepsDue(IReadOnlyList<DueItem> Items);
