namespace ClientBase.Cli.Replay;

/// <summary>What a replay did.</summary>
/// <param name="Ok">Nothing differs.</param>
/// <param name="Contacts">Contacts compared.</param>
/// <param name="Captures">Captures copied or compared; null when the base filed them by itself.</param>
/// <param name="Different">Ids of contacts that are not what was said of them, or of those that only one of two bases has.</param>
internal sealed record ReplaySummary(bool Ok, int Contacts, int? Captures, IReadOnlyList<string> Different)
{
    /// <summary>The summary in a sentence.</summary>
    public string InWords => (Contacts, Captures) switch
    {
        (0, null) => "All captures are filed again; nothing was to change.",
        _ when Ok => $"{Contacts} contacts of {Captures} captures are the same.",
        _ => $"{Different.Count} of {Contacts} contacts differ: {string.Join(", ", Different.Take(10))}",
    };
}
