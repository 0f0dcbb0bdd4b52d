using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Receipts;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;
using ClientBase.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Contacts.Privacy;

/// <summary>Gathers all data of a person.</summary>
public sealed class PersonExport(
    TableServiceClient service,
    ContactReader reader,
    ReceiptStore receipts,
    IEnumerable<IPersonalData> others,
    TimeProvider clock,
    ILogger<PersonExport> logger)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>All of it; null for an unknown contact.</summary>
    public async Task<PersonData?> ReadAsync(string contactId, CancellationToken cancellationToken)
    {
        if (await reader.GetAsync(contactId, cancellationToken) is not { } card)
        {
            return null;
        }

        var shard = ContactId.ShardOf(card.Contact.Id);
        var root = await _table.GetEntityAsync<TableEntity>(shard, ContactRow.Key(card.Contact.Id), cancellationToken: cancellationToken);
        var person = await WholePerson.ReadAsync(_table, root.Value, cancellationToken, passesOver: true);
        var kept = new SortedDictionary<string, IReadOnlyList<object>>(StringComparer.Ordinal);
        foreach (var other in others)
        {
            kept[other.Name] = await OfAsync(other, person.InBase, cancellationToken);
        }

        return new PersonData(
            ContactView.Of(card, clock.GetUtcNow()),
            SaidValue.Of(card.Contact),
            [
                .. card.Contact.Consents.Select(SaidConsent.Of)
                    .OrderBy(consent => consent.At).ThenBy(consent => consent.Purpose, StringComparer.Ordinal),
            ],
            await receipts.ChainAsync(card.Contact, cancellationToken),
            card.Contact.Orders.ToDictionary(
                order => order.Key,
                order => JsonSerializer.SerializeToElement(OrderDocument.Of(order.Value), DocumentJson.Compact.OrderDocument)),
            [
                .. person.Entries.Select(entry => SaidEntry.Of(TimelineRow.Read(entry.Row), entry.Filed?.Capture))
                    .OrderByDescending(entry => entry.At),
            ],
            card.Scores.Segments,
            await ChangesAsync(person, cancellationToken),
            kept);
    }

    // A damaged row holds up no more than what its own feature keeps.
    private async Task<IReadOnlyList<object>> OfAsync(IPersonalData other, PersonInBase person, CancellationToken cancellationToken)
    {
        try
        {
            return await other.ExportAsync(person, cancellationToken);
        }
        catch (Exception failure)
            when (UnreadableRows.IsMeantBy(failure) && failure is not (RequestFailedException or OperationCanceledException))
        {
            var cause = SafeException.CauseOf(failure);
            logger.ExportUnreadable(other.Name, cause);
            return [new UnreadableData(cause)];
        }
    }

    private async Task<List<MembershipChange>> ChangesAsync(WholePerson person, CancellationToken cancellationToken)
    {
        var changes = new List<MembershipChange>();
        foreach (var id in person.Ids)
        {
            await foreach (var row in _table.QueryAsync<TableEntity>(ChangeRow.FilterOf(id), cancellationToken: cancellationToken))
            {
                changes.AddRange(ChangeRow.Read(row).Where(change => change.ContactId == id));
            }
        }

        return [.. changes.OrderByDescending(change => change.At)];
    }
}
