using System.Text.Json;

namespace ClientBase.Functions.Tests.Fixtures;

// What the app answers, as its callers read it: members that no test reads are left out.

public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

public sealed record ContactJson(
    string Id,
    ContactName Name,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Phones,
    IReadOnlyDictionary<string, string[]> ExternalIds,
    IReadOnlyList<ConsentItem> Consents,
    OrderSums Orders,
    IReadOnlyList<string> Segments,
    IReadOnlyDictionary<string, SaidField> Fields,
    IReadOnlyDictionary<string, string> Custom,
    IReadOnlyList<string> MergedFrom,
    string Hash);

public sealed record SaidField(string Value, string Source);

public sealed record ContactName(string? First, string? Last, string? Patronymic, string Full);

public sealed record ConsentItem(string Purpose, string Channel, bool Granted);

public sealed record OrderSums(int Count, decimal Total, string? Currency);

public sealed record TimelineItem(string Id, string Kind, DateTimeOffset At, string Source, IReadOnlyDictionary<string, JsonElement> Data)
{
    /// <summary>A text of the entry's data, null when it has none of that name.</summary>
    public string? Text(string name) => Data.TryGetValue(name, out var value) ? value.GetString() : null;
}

public sealed record SegmentItem(string Id, string Name, int Count);

public sealed record SegmentMember(string Id);

public sealed record CampaignReport(string State, int Planned, int Sent, int Skipped, int Refused, int Ambiguous);

public sealed record CampaignProof(
    int Members, int Planned, int Sent, IReadOnlyDictionary<string, int> Skipped, int Refused, int Ambiguous, bool Adds);

public sealed record OutboxItem(
    string To,
    string Subject,
    string? Html,
    string? Text,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> CustomArgs);

public sealed record QueuesState(IReadOnlyList<QueueItem> Items, bool Idle);

public sealed record QueueItem(string Queue, int Waiting, int Poison);

public sealed record PoisonReplay(string Queue, int Replayed);

public sealed record FormAccepted(string CaptureId);

public sealed record Problem(int Status, string? Title, string? Detail, IReadOnlyDictionary<string, string[]>? Errors);

public sealed record HostStatus(string State, string Id, int Functions);
