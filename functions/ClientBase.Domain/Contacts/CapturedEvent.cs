namespace ClientBase.Domain.Contacts;

/// <summary>One event as it came in from outside: who it is about, what it says, and how it reads on the timeline.</summary>
/// <param name="Id">The same for every repeat of the event: made from the source and its delivery id.</param>
/// <param name="Source"><c>form:{id}</c> or <c>shop:{name}</c>.</param>
/// <param name="Kind">Kind of the timeline entry: <c>form</c>, <c>order</c>, <c>refund</c>, <c>consent</c>, <c>customer</c>.</param>
/// <param name="At">When it happened, UTC; the time of receipt where the source names none.</param>
/// <param name="Says">What it says about the person. Its id is empty: which contact the person is, is found out later.</param>
/// <param name="Data">What the timeline shows, by name: strings, numbers, booleans, and lists or objects of these.</param>
public sealed record CapturedEvent(
    string Id,
    string Source,
    string Kind,
    DateTimeOffset At,
    Contact Says,
    IReadOnlyDictionary<string, object?> Data)
{
    /// <summary>The contact somebody said it of by its id; null: of whoever its keys name.</summary>
    public string? About { get; init; }

    /// <summary>
    /// Whether it is told long after it happened: by an import, a back-fill, another base. It is known then, and starts nothing. Not
    /// stored.
    /// </summary>
    public bool IsHistory { get; init; }

    /// <summary>The time and capture id that everything in this capture is stored with.</summary>
    public Stamp Said => new(At, Id);

    /// <summary>The same event under another id.</summary>
    public CapturedEvent Rename(string id) => this with { Id = id, Says = Says.SaidBy(id) };
}
