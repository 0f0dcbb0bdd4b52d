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
    IReadOnlyDictionary<string, string>? Bonus = null);

internal sealed record FormField(string Name, bool Required = false);

internal sealed record FormAccepted(string CaptureId);

internal sealed record Contact(ContactOrders Orders, string Id = "", string Hash = "", IReadOnlyList<string>? MergedFrom = null);

internal sealed record Merge(string With, bool Force);

internal sealed record ContactOrders(int Count, decimal Total);

internal sealed record Segment(string Id, string Name, int Count, DateTimeOffset? UpdatedAt);

internal sealed record RuleAsked(string Rule);

internal sealed record Campaign(string Segment, string Channel, MessageTemplate Template);

internal sealed record MessageTemplate(string Subject, string Html, string Text);

internal sealed record CampaignReport(int Planned, int Sent);

internal sealed record OutboxMessage(string To);

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

/// <summary>A call, a note or the like.</summary>
internal sealed record Interaction(string Kind, string Text, DateTimeOffset At, string? Result = null);

/// <summary>A task to be set.</summary>
internal sealed record NewTask(string Title, DateTimeOffset DueAt);

/// <summary>A deal to be begun.</summary>
internal sealed record NewDeal(string Title, decimal Amount, string Currency, string Stage, DateTimeOffset ExpectedAt);

/// <summary>A request to be opened.</summary>
internal sealed record NewRequest(string Subject, string Text);
