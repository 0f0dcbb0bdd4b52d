using System.Text.Json;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Hands out all data of a person.</summary>
public sealed class ExportPerson(PersonExport export)
{
    /// <summary>200 with all of it; 404 for an unknown contact.</summary>
    [Function(nameof(ExportPerson))]
    [Answers<IReadOnlyDictionary<string, JsonElement>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/data")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await export.ReadAsync(id, cancellationToken) is { } data ? Results.Json(data) : Problems.NotFound($"There is no contact '{id}'.");
}
