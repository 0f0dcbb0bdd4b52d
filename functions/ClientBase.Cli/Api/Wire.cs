using System.Text.Json;

namespace ClientBase.Cli.Api;

// What goes over the wire, camelCase in JSON; members nobody here reads are left out.

internal sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

internal sealed record Health(string Status);

internal sealed record QueuesState(IReadOnlyList<QueueState> Items, bool Idle);

internal sealed record QueueState(string Queue, int Waiting, int Poison);

internal sealed record FunctionInput(string Input = "");

internal sealed record FormDefinition(
    string Kind,
    IReadOnlyDictionary<string, string> Title,
    IReadOnlyList<FormField> Fields,
    IReadOnlyDictionary<string, string> ConsentText,
    IReadOnlyDictionary<string, string>? Bonus = null)
{
    public string? Shop { get; init; }

    public string? ProductId { get; init; }
}

internal sealed record FormField(string Name, bool Required = false);

internal sealed record FormAccepted(string CaptureId);

internal sealed record Contact(ContactOrders Orders, string Id = "", string Hash = "", IReadOnlyList<string>? MergedFrom = null);

internal sealed record Merge(string With, bool Force);

internal sealed record ContactOrders(int Count, decimal Total);

internal sealed record Segment(string Id, string Name, int Count, DateTimeOffset? UpdatedAt);

internal sealed record RuleAsked(string Rule);

internal sealed record CampaignReport(int Planned, int Sent, int? Opened, int? Clicked, int? Orders);

internal sealed record OutboxMessage(string To, string? Html, IReadOnlyDictionary<string, string>? CustomArgs)
{
    public string? Campaign => CustomArgs?.GetValueOrDefault("campaign");
}

internal sealed record ReplaySpan(DateTimeOffset? From, DateTimeOffset? To);

internal sealed record ReplayContact(string Contact);

internal sealed record ReplayedContact(string Contact, int Captures, bool Same);

internal sealed record CaptureCopy(DateTimeOffset FiledAt, JsonElement Capture);

internal sealed record CaptureCopies(IReadOnlyList<CaptureCopy> Items);

internal sealed record RestoreAsked(string? Backup);

internal sealed record RestoreState(string Backup, string State, IReadOnlyDictionary<string, long> Counts)
{
    public bool IsDone => State == "completed";
}

internal sealed record Requeued(string Queue, int Replayed);

internal sealed record ImportAccepted(string Id);

internal sealed record ImportState(
    string Id,
    string State,
    string Kind,
    bool DryRun,
    long Rows,
    long? Total,
    long Accepted,
    long Rejected,
    long Unchanged,
    IReadOnlyDictionary<string, string> Mapping,
    IReadOnlyList<string> Guessed,
    string? Encoding,
    string? Separator,
    string? Error);

internal sealed record ExportAsked(string? Segment, string? Report, string Format);

internal sealed record ExportAccepted(string Id);

internal sealed record ExportState(string Id, string State, long Rows, long? Total, string? Url, string? Error);
