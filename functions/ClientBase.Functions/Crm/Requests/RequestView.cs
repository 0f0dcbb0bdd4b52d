using ClientBase.Domain.Crm;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Requests;

/// <summary>A request as the API shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Contact">Whose it is.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">What was written.</param>
/// <param name="State"><c>open</c>, <c>answered</c> or <c>closed</c>.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="By">Who wrote it down.</param>
/// <param name="Steps">What was done about it, the first first.</param>
public sealed record RequestView(
    string Id,
    string Contact,
    string Subject,
    string? Text,
    string State,
    DateTimeOffset OpenedAt,
    string Source,
    string? By,
    IReadOnlyList<RequestStepView> Steps)
{
    internal static RequestView Of(string id, ClientRequest request) => new(
        id, ItemId.ContactOf(id), request.Subject, request.Text, RequestStore.WordOf(request.State), request.OpenedAt, request.Source,
        request.By, [.. request.Steps.Select(step => new RequestStepView(step.At, RequestStore.WordOf(step.State), step.Text, step.By))]);
}

/// <summary>What was done about a request.</summary>
/// <param name="At">When.</param>
/// <param name="State">How it was left.</param>
/// <param name="Text">What was answered.</param>
/// <param name="By">Who did it.</param>
public sealed record RequestStepView(DateTimeOffset At, string State, string? Text, string? By);
