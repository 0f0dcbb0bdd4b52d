using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Timeline;

/// <summary>Something that was said of a field.</summary>
/// <param name="Value">The value; null: it was taken off the card.</param>
/// <param name="Source">Where it was said.</param>
/// <param name="At">When.</param>
/// <param name="CaptureId">By which event: the id of its entry on the timeline.</param>
public sealed record SaidOfField(string? Value, string Source, DateTimeOffset At, string CaptureId)
{
    internal static SaidOfField Of(Stamped<string> said) =>
        new(said.Value.Length > 0 ? said.Value : null, said.Source, said.Said.At, said.Said.CaptureId);
}

/// <summary>Shows all that was ever said of a field.</summary>
public sealed class ShowFieldHistory(TableServiceClient service, ContactReader contacts)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>The latest first; a field nobody ever said anything of has none.</summary>
    [Function(nameof(ShowFieldHistory))]
    [Answers<Page<SaidOfField>>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/fields/{name}/history")] HttpRequest request,
        string id,
        string name,
        CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var entries = await FiledEntries.ReadAsync(_table, contact.AllIds, cancellationToken);
        var said = entries.Select(entry => entry.Filed?.Capture).OfType<CapturedEvent>().DistinctBy(capture => capture.Id)
            .SelectMany(capture => Of(capture.Says, name)).OrderByDescending(value => value.Said);
        return Results.Json(new Page<SaidOfField>([.. said.Select(SaidOfField.Of)], null));
    }

    private static IEnumerable<Stamped<string>> Of(Contact says, string name) => name switch
    {
        "email" => says.Emails.Values,
        "phone" => says.Phones.Values,
        "tags" => says.Tags.Select(tag => tag.Value with { Value = (tag.Value.Value.Length > 0 ? "+" : "-") + tag.Key }),
        _ => says.Fields.TryGetValue(CardField.Find(name)?.Key ?? name, out var field) ? [field] : [],
    };
}
