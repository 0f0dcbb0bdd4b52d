using ClientBase.Domain.Crm;

namespace ClientBase.Functions.Crm;

// What the routes of this feature take, as GET /api/openapi.json tells it. They are read field by field, so that all that is wrong is
// told at once.

/// <summary>A call, a meeting, a note, an offer or a letter.</summary>
/// <param name="Kind"><c>call meeting note offer letter</c>.</param>
/// <param name="At">When; now where left out.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="DurationSeconds">How long it took.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Text">What was said.</param>
/// <param name="Answer">Of an offer: <c>accepted refused thinking</c>.</param>
/// <param name="LeftTo">Of a refusal: to whom the client went.</param>
public sealed record InteractionBody(
    string Kind,
    DateTimeOffset? At = null,
    string? Direction = null,
    int? DurationSeconds = null,
    string? Result = null,
    string? Text = null,
    string? Answer = null,
    string? LeftTo = null);

/// <summary>A task to be set.</summary>
/// <param name="Title">What is to be done.</param>
/// <param name="DueAt">By when; a bare date is the end of that day.</param>
/// <param name="Assignee">Who does it: a manager's name.</param>
/// <param name="Script">What to say.</param>
/// <param name="Repeat">After how long it is due again once it is done, such as <c>30d</c>.</param>
public sealed record TaskBody(
    string Title, DateTimeOffset? DueAt = null, string? Assignee = null, string? Script = null, string? Repeat = null);

/// <summary>What changes of a task; what is left out stays.</summary>
/// <param name="State"><c>open</c> or <c>done</c>.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="DueAt">By when.</param>
/// <param name="Assignee">Who does it.</param>
public sealed record TaskChangeBody(
    string? State = null, string? Result = null, string? Title = null, DateTimeOffset? DueAt = null, string? Assignee = null);

/// <summary>A deal to be begun. Fields of other names are the deal's own, and may be what a stage requires.</summary>
/// <param name="Title">What is to be sold.</param>
/// <param name="Amount">For how much.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpectedAt">When it should be made.</param>
/// <param name="Stage">Its stage; the first of the funnel where left out.</param>
public sealed record DealBody(
    string Title, decimal? Amount = null, string? Currency = null, DateTimeOffset? ExpectedAt = null, string? Stage = null);

/// <summary>What changes of a deal; what is left out stays, null removes.</summary>
/// <param name="Stage">The stage it goes to.</param>
/// <param name="Title">What is to be sold.</param>
/// <param name="Amount">For how much.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpectedAt">When it should be made.</param>
/// <param name="Reason">Why it was lost.</param>
public sealed record DealChangeBody(
    string? Stage = null,
    string? Title = null,
    decimal? Amount = null,
    string? Currency = null,
    DateTimeOffset? ExpectedAt = null,
    string? Reason = null);

/// <summary>A request to be opened.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What the client wrote.</param>
public sealed record RequestBody(string Subject, string? Text = null);

/// <summary>What becomes of a request.</summary>
/// <param name="State"><c>answered</c> or <c>closed</c>.</param>
/// <param name="Text">What was answered.</param>
public sealed record RequestChangeBody(string State, string? Text = null);

/// <summary>Who is to look after a client.</summary>
/// <param name="Manager">The manager's name; null frees the client.</param>
/// <param name="HandOver">True: also when the client is somebody else's.</param>
/// <param name="Reason">Why.</param>
public sealed record ManagerBody(string? Manager, bool HandOver = false, string? Reason = null);

/// <summary>A segment to be dealt out as calls.</summary>
/// <param name="Managers">Among whom.</param>
/// <param name="Script">What to say.</param>
/// <param name="DueAt">By when.</param>
public sealed record CallListBody(IReadOnlyList<string> Managers, string? Script = null, DateTimeOffset? DueAt = null);

/// <summary>The funnel to be.</summary>
/// <param name="Stages">Its stages, in order.</param>
public sealed record FunnelBody(IReadOnlyList<FunnelStage> Stages);
