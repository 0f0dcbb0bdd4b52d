using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Retracting;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Takes work off everybody's lists whose client is taken back: a copy there would outlive it.</summary>
internal sealed class TakenBackWork(TableServiceClient service, CommitsByTable commits) : ITakenBack
{
    private readonly WorkIndex _index = new(service, commits);

    public Task ForgetAsync(IReadOnlyCollection<TableEntity> parts, CancellationToken cancellationToken) => _index.RemoveAsync(
        UnreadableRows.ReadTogether(parts, readable => readable.SelectMany(PointersOf).ToList()), cancellationToken);

    private static IEnumerable<(string Partition, string RowKey)> PointersOf(TableEntity row) => row switch
    {
        _ when ItemRows.Tasks.Is(row) => TaskStore.Pointers(ItemRow<ClientTask>.IdOf(row), ItemRows.Tasks.Read(row)),
        _ when ItemRows.Requests.Is(row) => RequestStore.Pointers(ItemRow<ClientRequest>.IdOf(row), ItemRows.Requests.Read(row)),
        _ when ItemRows.Deals.Is(row) =>
            [(WorkRow.Everybody, DealStore.KeyOf(ItemRow<StoredDeal>.IdOf(row), ItemRows.Deals.Read(row)))],
        _ => [],
    };
}
