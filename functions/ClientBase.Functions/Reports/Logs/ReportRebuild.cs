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
    private const int KnownAtOnce = 2_000;
    private const int MostOrders = 200_000; // Gathered, then they are written: the logs are gone through once for so many.

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    internal async Task RunAsync(LogChanges changes, CancellationToken cancellationToken)
    {
        foreach (var shard in ContactId.Shards)
        {
            await foreach (var some in ContactWalk.AlongAsync(_table, shard, cancellationToken).Chunk(KnownAtOnce))
            {
                await TakeAsync(changes, some, cancellationToken);
            }
        }
    }

    private async Task TakeAsync(LogChanges changes, WalkedContact[] some, CancellationToken cancellationToken)
    {
        var cards = new List<ContactCard>();
        foreach (var (row, own) in some)
        {
            var contact = ContactRow.Read(row);
            if (ContactRow.IsPerson(row))
            {
                cards.Add(contact.MergedFrom.IsEmpty
                    ? ContactReader.WithParts(contact, own)
                    : await contacts.CompleteAsync(contact, cancellationToken));
            }
            else if (row.GetBoolean(ContactRow.IsNobody) == true && row.GetString(ContactRow.MergedInto) is null)
            {
                var orders = own.Where(OrderRow.Is).Select(OrderRow.Read);
                foreach (var kept in orders.Select(one => KeptOrder.Of(contact.Id, one.Key, one.Order, isNobody: true)).OfType<KeptOrder>())
                {
                    changes.Set(kept);
                }
            }
        }

        await changes.KnowAsync(cards.SelectMany(card => card.Contact.AllIds), cancellationToken);
        foreach (var card in cards)
        {
            changes.SetWhole(card.Contact, card.Manager, events: null);
        }

        if (changes.Orders > MostOrders)
        {
            await changes.SaveAsync(cancellationToken);
        }
    }
}
