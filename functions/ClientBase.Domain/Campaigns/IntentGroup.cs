namespace ClientBase.Domain.Campaigns;

/// <summary>Intents of one shard that are recorded, sent and settled together.</summary>
/// <param name="Number">Its place in the shard's ledger.</param>
/// <param name="Intents">At most <see cref="MaxSize"/>.</param>
public sealed record IntentGroup(int Number, IReadOnlyList<Intent> Intents)
{
    /// <summary>How many intents a group holds at most, and so how many mails a crash can leave without an answer.</summary>
    public const int MaxSize = 50;

    /// <summary>When the next of its intents may be sent; null when all are settled.</summary>
    public DateTimeOffset? NextFlightAt(TimeSpan patience) => Intents.Min(intent => intent.NextFlightAt(patience));

    /// <summary>The intents that may be sent now, at most <paramref name="max"/>.</summary>
    public IReadOnlyList<Intent> Due(DateTimeOffset now, TimeSpan patience, int max) =>
        [.. Intents.Where(intent => intent.NextFlightAt(patience) <= now).Take(max)];

    /// <summary>The group with the intents of some contacts changed.</summary>
    public IntentGroup Change(IReadOnlyDictionary<string, Func<Intent, Intent>> changes) => this with
    {
        Intents = [.. Intents.Select(intent => changes.TryGetValue(intent.ContactId, out var change) ? change(intent) : intent)],
    };
}
