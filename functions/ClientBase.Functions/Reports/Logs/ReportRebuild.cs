using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Reports.Logs;

/// <summary>Puts everybody into the logs anew from the contacts' own rows: two walks along each shard, a thousand rows a read.</summary>
/// <remarks>What people did (forms, calls) is not read again: it stays as the logs have it.</remarks>
public sealed class ReportRebuild(TableServiceClient service, ContactReader contacts)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    internal async Task RunAsync(LogChanges changes, CancellationToken cancellationToken)
    {
        foreach (var shard in ContactId.Shards)
        {
            await foreach (var (row, parts) in ContactWalk.AlongAsync(_table, shard, cancellationToken))
            {
                await TakeAsync(changes, row, parts, cancellationToken);
            }
        }
    }

    private async Task TakeAsync(LogChanges changes, TableEntity row, IReadOnlyList<TableEntity> own, CancellationToken cancellationToken)
    {
        var contact = ContactRow.Read(row);
        if (ContactRow.IsPerson(row))
        {
            var card = contact.MergedFrom.IsEmpty
                ? ContactReader.WithParts(contact, own)
                : await contacts.CompleteAsync(contact, cancellationToken);
            await changes.SetWholeAsync(card.Contact, card.Manager, events: null, cancellationToken);
        }
        else if (row.GetBoolean(ContactRow.IsNobody) == true && row.GetString(ContactRow.MergedInto) is null)
        {
            foreach (var (key, order) in own.Where(OrderRow.Is).Select(OrderRow.Read))
            {
                if (KeptOrder.Of(contact.Id, key, order, isNobody: true) is { } kept)
                {
                    await changes.SetAsync(kept, cancellationToken);
                }
            }
        }
    }
}
