using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Automations.Running;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Automations.Reporting;

/// <summary>Shows people's ways through an automation: one person's, or all, the latest first.</summary>
public sealed class ListAutomationRuns(TableServiceClient service, AutomationStore automations, RunStore runs, ContactReader contacts)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

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
        return contactId.Length > 0
            ? await OfContactAsync(id, contactId, cancellationToken)
            : Results.Json(await PageAsync(id, paging, cancellationToken));
    }

    private async Task<IResult> OfContactAsync(string id, string contactId, CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(contactId, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{contactId}'.");
        }

        var own = await runs.OfPersonAsync(contact.AllIds, id, cancellationToken);
        return Results.Json(new Page<RunView>(
            [.. own.OrderByDescending(one => one.Run.EnteredAt).Select(one => RunView.Of(one.Run))], null));
    }

    // The rows of all shards sort by time; the part behind the prefix is the place.
    private async Task<Page<RunView>> PageAsync(string id, Paging paging, CancellationToken cancellationToken)
    {
        var prefix = TallyRow.Runs(id);
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => _table
            .QueryAsync<TableEntity>(
                paging.Continuation is { } place
                    ? TableKeys.RangeAfter(shard, prefix, prefix + place)
                    : TableKeys.Range(shard, prefix),
                Math.Min(paging.Take + 1, 1000),
                cancellationToken: cancellationToken)
            .Take(paging.Take + 1).ToListAsync(cancellationToken).AsTask()));
        var rows = shards.SelectMany(some => some).OrderBy(row => row.RowKey, StringComparer.Ordinal).Take(paging.Take + 1).ToList();
        var shown = rows.Take(paging.Take).ToList();
        var found = await Task.WhenAll(shown.Select(TallyRow.RunIn)
            .Select(named => runs.GetAsync(named.Contact, id, named.Key, cancellationToken)));
        return new Page<RunView>(
            [.. found.OfType<StoredRun>().Select(one => RunView.Of(one.Run))],
            rows.Count > shown.Count ? Paging.Encode(shown[^1].RowKey[prefix.Length..]) : null);
    }
}
