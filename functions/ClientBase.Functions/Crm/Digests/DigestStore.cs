using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Crm.Digests;

/// <summary>Which digests have gone: a row a manager and day, written before the mail leaves.</summary>
public sealed class DigestStore(TableServiceClient service, CommitsByTable commits)
{
    private const string At = "At";
    private const string IsLanded = "Landed";
    private const string Contacts = "Contacts";

    private readonly TableClient _table = service.GetTableClient(Tables.Work);
    private readonly TableCommits _commits = commits.Of(Tables.Work);

    /// <summary>Takes the digest of a day on.</summary>
    /// <param name="manager">Whose.</param>
    /// <param name="day">Their day.</param>
    /// <param name="now">When.</param>
    /// <param name="contactIds">Whom it speaks of, so that an erasure finds it.</param>
    /// <param name="isRepeatable">Whether one that took off and was not heard of may be sent again without becoming a second mail.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>When it took off, the same for a repeat; null when it has gone, or may have.</returns>
    internal async Task<DateTimeOffset?> TakeOffAsync(
        string manager,
        DateOnly day,
        DateTimeOffset now,
        IEnumerable<string> contactIds,
        bool isRepeatable,
        CancellationToken cancellationToken)
    {
        var row = OwnWrite.Mark(RowVersions.New(WorkRow.Of(manager), WorkRow.Digest(day)));
        row[At] = now;
        LongText.Write(row, Contacts, string.Join(' ', contactIds.Distinct()));
        if ((await _commits.SubmitAsync(row.PartitionKey, [new(Add, row)], cancellationToken)).IsApplied)
        {
            return now;
        }

        var known = await _table.GetEntityAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
        return isRepeatable && known.Value.GetBoolean(IsLanded) != true ? known.Value.GetDateTimeOffset(At) : null;
    }

    /// <summary>The digest has landed, or was refused for good: no other goes on that day.</summary>
    internal Task LandAsync(string manager, DateOnly day, CancellationToken cancellationToken)
    {
        var row = new TableEntity(WorkRow.Of(manager), WorkRow.Digest(day)) { [IsLanded] = true };
        return _commits.SubmitAsync(row.PartitionKey, [new(UpdateMerge, row, Azure.ETag.All)], cancellationToken);
    }

    /// <summary>The digest certainly did not go: it may be tried again.</summary>
    internal Task PutBackAsync(string manager, DateOnly day, CancellationToken cancellationToken) => _commits.SubmitAsync(
        WorkRow.Of(manager), [new(Delete, new TableEntity(WorkRow.Of(manager), WorkRow.Digest(day)), Azure.ETag.All)], cancellationToken);

    /// <summary>The digests of a manager that speak of somebody, and when they took off.</summary>
    internal async Task<List<(string Id, DateTimeOffset At)>> AboutAsync(
        string manager, IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var found = new List<(string, DateTimeOffset)>();
        var digests = TableKeys.Range(WorkRow.Of(manager), WorkRow.Digests);
        await foreach (var row in _table.QueryAsync<TableEntity>(digests, cancellationToken: cancellationToken))
        {
            if (LongText.Read(row, Contacts)!.Split(' ').Intersect(contactIds).Any())
            {
                found.Add((DigestMail.IdOf(manager, row.RowKey), row.GetDateTimeOffset(At)!.Value));
            }
        }

        return found;
    }
}
