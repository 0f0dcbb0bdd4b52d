namespace ClientBase.Cli.Demo;

/// <summary>What <c>demo --json</c> prints.</summary>
/// <param name="Ok">Whether every stage did its work.</param>
/// <param name="Seconds">How long all of it took, the server's start included.</param>
/// <param name="Stages">The stages that did their work.</param>
internal sealed record DemoSummary(bool Ok, double Seconds, IReadOnlyList<DemoStage> Stages)
{
    /// <summary>Where the base is, or was.</summary>
    public string? Url { get; init; }

    /// <summary>People who posted forms or bought, many of them several times and in other spellings, a few by another address.</summary>
    public int? People { get; init; }

    /// <summary>Contacts in the base.</summary>
    public int? Contacts { get; init; }

    /// <summary>Orders that count.</summary>
    public int? Orders { get; init; }

    /// <summary>Forms posted.</summary>
    public int? Forms { get; init; }

    /// <summary>Webhooks delivered.</summary>
    public int? Webhooks { get; init; }

    /// <summary>Segments with their sizes.</summary>
    public IReadOnlyList<DemoSegment>? Segments { get; init; }

    /// <summary>Mails in the outbox.</summary>
    public int? Mails { get; init; }

    /// <summary>Pages by what they show; they answer as long as the server runs.</summary>
    public IReadOnlyDictionary<string, string>? Links { get; init; }

    /// <summary>What went wrong, and in which stage.</summary>
    public string? Error { get; init; }

    /// <summary>The server's log, kept after a failure.</summary>
    public string? Log { get; init; }
}

/// <summary>A segment and its size.</summary>
internal sealed record DemoSegment(string Id, string Name, int Count);
