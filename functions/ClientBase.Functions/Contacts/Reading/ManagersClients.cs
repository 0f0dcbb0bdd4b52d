using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Reading;

/// <summary>The contacts a manager looks after.</summary>
public sealed class ManagersClients(TableServiceClient service, ContactReader contacts)
{
    private readonly TableClient _work = service.GetTableClient(Tables.Work);

    /// <summary>A page of them, in the order of their ids; whom the manager no longer has is left out.</summary>
    public async Task<Page<ContactCard>> PageAsync(string manager, Paging paging, CancellationToken cancellationToken)
    {
        var partition = WorkRow.Of(manager);
        var filter = paging.Continuation is { } after
            ? TableKeys.RangeAfter(partition, WorkRow.Clients, WorkRow.Client(after))
            : TableKeys.Range(partition, WorkRow.Clients);
        var ids = new List<string>();
        await foreach (var row in _work.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (ids.Count == paging.Take)
            {
                return await ShowAsync(ids, manager, ids[^1], cancellationToken);
            }

            ids.Add(WorkRow.IdOf(row.RowKey));
        }

        return await ShowAsync(ids, manager, null, cancellationToken);
    }

    private async Task<Page<ContactCard>> ShowAsync(
        IReadOnlyList<string> ids, string manager, string? continuation, CancellationToken cancellationToken)
    {
        var cards = await contacts.GetManyAsync(ids, cancellationToken);
        return new Page<ContactCard>([.. cards.Where(card => card.Manager == manager)], Paging.Encode(continuation));
    }
}
