using System.Collections.Concurrent;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Visits;

/// <summary>Tells whether somebody became known by a browser: then its visits may move them between segments at once.</summary>
/// <remarks>A read for each post of a browser nobody is known by; whoever is known is remembered.</remarks>
public sealed class KnownBrowsers(TableServiceClient service)
{
    private const int MostRemembered = 50_000;
    private static readonly string[] KeyOnly = [nameof(ITableEntity.RowKey)];

    private readonly TableClient _table = service.GetTableClient(Tables.Visits);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    public async Task<bool> HasAsync(string visitorId, CancellationToken cancellationToken)
    {
        var partition = VisitRow.Partition(visitorId);
        if (_known.ContainsKey(partition))
        {
            return true;
        }

        var owners = TableKeys.Range(partition, VisitorRow.OwnerPrefix);
        await foreach (var _ in _table.QueryAsync<TableEntity>(owners, 1, KeyOnly, cancellationToken))
        {
            if (_known.Count >= MostRemembered)
            {
                _known.Clear();
            }

            _known[partition] = true;
            return true;
        }

        return false;
    }
}
