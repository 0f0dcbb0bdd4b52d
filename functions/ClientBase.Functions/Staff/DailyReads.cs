using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Staff;

/// <summary>How many contacts somebody was shown on a day (UTC), on all instances together.</summary>
/// <remarks>Table <c>Audit</c>, partition <c>reads|{day}</c>, a row a person.</remarks>
public sealed class DailyReads(TableServiceClient service, IOptions<StaffOptions> options, TimeProvider clock)
{
    private const string Count = "Count";
    private const int MaxTries = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.Audit);

    /// <summary>Counts contacts that are about to be shown.</summary>
    /// <returns>False when they would be more than the day's limit: then none is counted, and none may be shown.</returns>
    public async Task<bool> TryAddAsync(Caller caller, int count, CancellationToken cancellationToken)
    {
        if (caller.Role == StaffRole.Owner || count == 0)
        {
            return true;
        }

        var day = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var (partition, key) = ($"reads|{day}", TableKeys.Escape(caller.Name));
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
            var total = count + (known.HasValue ? known.Value!.GetInt32(Count) ?? 0 : 0);
            if (total > options.Value.DailyContactReads)
            {
                return false;
            }

            var row = RowVersions.New(partition, key);
            row[Count] = total;
            try
            {
                await (known.HasValue
                    ? _table.UpdateEntityAsync(row, known.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                    : _table.AddEntityAsync(row, cancellationToken));
                return true;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
            {
                // They read something else at the same time.
            }
        }

        throw new InvalidOperationException($"Reads were not counted in {MaxTries} tries.");
    }
}
