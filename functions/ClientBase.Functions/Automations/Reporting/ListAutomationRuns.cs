using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Reporting;

/// <summary>Shows people's ways through an automation: one person's, or all, the latest first.</summary>
public sealed class ListAutomationRuns(
    AutomationStore automations, RunStore runs, RunPages pages, ContactReader contacts, KeptAnswers kept, TimeProvider clock)
{
    /// <summary>A page of runs.</summary>
    [Function(nameof(ListAutomationRuns))]
    [Asks("contact", "Only of this person.")]
    [AsksPaging]
    [Answers<Page<RunView>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "automations/{id}/runs")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (await automations.GetAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound($"There is no automation '{id}'.");
        }

        var contactId = request.Query["contact"].ToString();
        if (contactId.Length > 0)
        {
            return await OfContactAsync(id, contactId, cancellationToken);
        }

        var (page, at) = await kept.GetAsync(
            $"{KeptAnswers.People}automations/{id}/{paging.Take}",
            paging.Continuation is null ? Client.MaxAgeOf(request) : null,
            () => PageAsync(id, paging, cancellationToken),
            cancellationToken);
        Client.TellAge(request, clock.GetUtcNow() - at);
        return Results.Json(page);
    }

    private async Task<Page<RunView>> PageAsync(string id, Paging paging, CancellationToken cancellationToken)
    {
        var page = await pages.ReadAsync(id, paging, cancellationToken);
        return new Page<RunView>([.. page.Items.Select(RunView.Of)], page.Continuation);
    }

    private async Task<IResult> OfContactAsync(string id, string contactId, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var own = await runs.FindOfPersonAsync(contact.AllIds, id, cancellationToken);
        return Results.Json(new Page<RunView>([.. own.Select(RunView.Of).OrderByDescending(run => run.At)], null));
    }
}
