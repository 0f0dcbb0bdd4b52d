using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Staff;

/// <summary>The audit: who read, took out, erased or changed what. A month is one chain, so that no row can be changed unseen.</summary>
public sealed class AuditStore(TableServiceClient service) : IDisposable
{
    private const int MaxTries = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.Audit);
    private readonly SemaphoreSlim _turn = new(1);
    private (string Month, long Number, string Hash, ETag? ETag) _head = ("", 0, "", null);

    /// <summary>Notes an entry; durable when this returns.</summary>
    public async Task NoteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken); // The chain of a month has one end.
        try
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                if (await TryNoteAsync(entry, cancellationToken))
                {
                    return;
                }

                _head = default; // Another instance was quicker.
            }
        }
        finally
        {
            _turn.Release();
        }

        throw new InvalidOperationException($"The audit of {AuditRow.Month(entry.At)} was not written in {MaxTries} tries.");
    }

    /// <summary>Entries, the latest first.</summary>
    /// <param name="who">Only of this person; null: of all.</param>
    /// <param name="from">The earliest.</param>
    /// <param name="to">The latest.</param>
    /// <param name="paging">Which page; a place is a month and a row.</param>
    public async Task<Http.Page<AuditEntry>> ReadAsync(
        string? who, DateTimeOffset from, DateTimeOffset to, Paging paging, CancellationToken cancellationToken)
    {
        var place = paging.Continuation?.Split(' ', 2);
        var found = new List<AuditEntry>();
        for (var month = place?[0] ?? AuditRow.Month(to); string.CompareOrdinal(month, AuditRow.Month(from)) >= 0; month = Before(month))
        {
            var after = place is [var begun, var row] && begun == month ? row : AuditRow.Prefix;
            var filter = $"{TableKeys.RangeAfter(month, AuditRow.Prefix, after)} and At ge {from.UtcTicks}L and At le {to.UtcTicks}L"
                + (who is null ? "" : TableClient.CreateQueryFilter($" and Who eq {who}"));
            await foreach (var one in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                found.Add(AuditRow.Read(one));
                if (found.Count == paging.Take)
                {
                    return new Http.Page<AuditEntry>(found, Paging.Encode($"{month} {one.RowKey}"));
                }
            }
        }

        return new Http.Page<AuditEntry>(found, null);
    }

    /// <summary>All entries of a month, the latest first.</summary>
    public IAsyncEnumerable<AuditLink> OfMonthAsync(string month, CancellationToken cancellationToken) => _table
        .QueryAsync<TableEntity>(TableKeys.Range(month, AuditRow.Prefix), cancellationToken: cancellationToken)
        .Select(row => new AuditLink(AuditRow.NumberOf(row), AuditRow.Read(row), row.GetString(AuditRow.Hash)!));

    /// <summary>Goes over a month's chain.</summary>
    /// <returns>How many rows it has, and the time of the first that is not as it was written; null when all are.</returns>
    public async Task<(int Rows, DateTimeOffset? BrokenAt)> CheckAsync(string month, CancellationToken cancellationToken)
    {
        var rows = await _table.QueryAsync<TableEntity>(TableKeys.Range(month, AuditRow.Prefix), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        var head = await _table.GetEntityIfExistsAsync<TableEntity>(month, AuditRow.Head, cancellationToken: cancellationToken);
        var hash = month;
        foreach (var (number, row) in Enumerable.Reverse(rows).Index())
        {
            hash = AuditRow.Read(row).Chained(hash);
            if (row.RowKey != AuditRow.Key(number + 1) || row.GetString(AuditRow.Hash) != hash)
            {
                return (rows.Count, AuditRow.Read(row).At);
            }
        }

        var isWhole = !head.HasValue ? rows.Count == 0 : head.Value!.GetString(AuditRow.Hash) == hash;
        return (rows.Count, isWhole ? null : rows.Select(AuditRow.Read).FirstOrDefault()?.At ?? DateTimeOffset.UnixEpoch);
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryNoteAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var month = AuditRow.Month(entry.At);
        var head = _head.Month == month ? _head : await HeadAsync(month, cancellationToken);
        var (number, hash) = (head.Number + 1, entry.Chained(head.Hash));
        var end = RowVersions.New(month, AuditRow.Head);
        end[AuditRow.Number] = number;
        end[AuditRow.Hash] = hash;
        try
        {
            var written = await _table.SubmitTransactionAsync(
                [
                    new(Add, Limits.Checked(AuditRow.Of(number, entry, hash))),
                    head.ETag is { } etag ? new(UpdateReplace, end, etag) : new(Add, end),
                ],
                cancellationToken);
            _head = (month, number, hash, written.Value[1].Headers.ETag!.Value);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private async Task<(string Month, long Number, string Hash, ETag? ETag)> HeadAsync(string month, CancellationToken cancellationToken)
    {
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(month, AuditRow.Head, cancellationToken: cancellationToken);
        return read is { HasValue: true, Value: { } row }
            ? (month, RowVersions.Known(row).GetInt64(AuditRow.Number)!.Value, row.GetString(AuditRow.Hash)!, row.ETag)
            : (month, 0, month, null);
    }

    private static string Before(string month) =>
        AuditRow.Month(DateTimeOffset.ParseExact($"{month}-01Z", "yyyy-MM-ddK", null).AddDays(-1));
}
