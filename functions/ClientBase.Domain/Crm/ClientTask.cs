namespace ClientBase.Domain.Crm;

/// <summary>Something to be done with a client at a time.</summary>
/// <param name="Title">What.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Assignee">Who does it; null: nobody yet.</param>
/// <param name="CreatedAt">When it was set.</param>
public sealed record ClientTask(string Title, DateTimeOffset DueAt, string? Assignee, DateTimeOffset CreatedAt)
{
    /// <summary>Comes again so long after it was due; null: once.</summary>
    public TimeSpan? Repeat { get; init; }

    /// <summary>What to say.</summary>
    public string? Script { get; init; }

    /// <summary>The call list it was dealt out by, if any.</summary>
    public string? CallList { get; init; }

    /// <summary>Who set it, if said.</summary>
    public string? By { get; init; }

    /// <summary>When it was done; null while it is open.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool IsDone => DoneAt is not null;

    /// <summary>Whether it should have been done before an instant.</summary>
    public bool IsOverdue(DateTimeOffset now) => !IsDone && DueAt < now;

    /// <summary>The task done; one that is done already keeps its time.</summary>
    public ClientTask Done(string? result, DateTimeOffset at) => this with { DoneAt = DoneAt ?? at, Result = result ?? Result };

    /// <summary>The task to be done again.</summary>
    public ClientTask Reopened() => this with { DoneAt = null };

    /// <summary>
    /// The next of a recurring task; null for one that comes once. Whoever is late does not get those that went by meanwhile.
    /// </summary>
    public ClientTask? Next(DateTimeOffset now)
    {
        if (Repeat is not { } every || every <= TimeSpan.Zero)
        {
            return null;
        }

        var missed = now > DueAt ? (now - DueAt).Ticks / every.Ticks : 0;
        return this with { DueAt = DueAt + (every * (missed + 1)), CreatedAt = now, DoneAt = null, Result = null };
    }
}
