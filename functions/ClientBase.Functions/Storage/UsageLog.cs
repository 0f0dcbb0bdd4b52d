using System.Globalization;
using Azure.Data.Tables;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Storage;

/// <summary>What all instances used of their storage on a day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Transactions">Requests.</param>
/// <param name="Leads">Forms that were posted and taken.</param>
public sealed record UsedDay(DateTimeOffset Day, StorageTransactions Transactions, long Leads);

/// <summary>What was counted of the use of storage: table <c>Usage</c>, partition = day, a row an instance with its counts of it.</summary>
public sealed class UsageLog(TableServiceClient service)
{
    private const string Leads = "Leads";

    private readonly TableClient _table = service.GetTableClient(Tables.Usage);

    /// <summary>The days since an instant's, that day too: one range.</summary>
    public async Task<IReadOnlyList<UsedDay>> SinceAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        var days = new SortedDictionary<string, UsedDay>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {NameOf(from)}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            long Count(string name) => RowVersions.Known(row).GetInt64(name) ?? 0;
            var used = new StorageTransactions(
                Count(nameof(StorageTransactions.Queue)),
                Count(nameof(StorageTransactions.Table)),
                Count(nameof(StorageTransactions.Blob)));
            var known = days.GetValueOrDefault(row.PartitionKey) ?? new UsedDay(DayOf(row.PartitionKey), new(0, 0, 0), 0);
            days[row.PartitionKey] = known with { Transactions = known.Transactions + used, Leads = known.Leads + Count(Leads) };
        }

        return [.. days.Values];
    }

    /// <summary>Writes down what an instance used on a day so far.</summary>
    public Task KeepAsync(string instance, UsedDay today, CancellationToken cancellationToken)
    {
        var row = RowVersions.New(NameOf(today.Day), instance);
        row[nameof(StorageTransactions.Queue)] = today.Transactions.Queue;
        row[nameof(StorageTransactions.Table)] = today.Transactions.Table + 1; // The one this row is written by.
        row[nameof(StorageTransactions.Blob)] = today.Transactions.Blob;
        row[Leads] = today.Leads;
        return _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private static string NameOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static DateTimeOffset DayOf(string name) =>
        DateTimeOffset.ParseExact(name, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
