using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Segments.Details;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Recompute.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>What has changed in a shard, and the rows that say so.</summary>
/// <param name="Parts">The changes.</param>
/// <param name="Rows">Keys and versions of the rows: one that changed meanwhile is left for the next run.</param>
public sealed record ShardChanges(IReadOnlyList<DirtyPart> Parts, IReadOnlyList<(string RowKey, ETag ETag)> Rows)
{
    /// <summary>People as reports are to know them now.</summary>
    public IReadOnlyList<ReportedPerson> Reported { get; init; } = [];

    public static ShardChanges None { get; } = new([], []);

    private const int MaxCauses = 3;

    /// <summary>The causes of each contact's changes, in words.</summary>
    public IReadOnlyDictionary<string, string> Causes =>
        Parts.GroupBy(part => part.ContactId, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => string.Join("; ", group.Select(part => part.Cause).Distinct().Reverse().Take(MaxCauses)),
            StringComparer.Ordinal);
}

/// <summary>Reads what filing marked as changed, and forgets it once it is taken in.</summary>
public sealed class DirtyRows(
    TableServiceClient service, ContactReader contacts, PersonReading people, CommitsByTable commits, RecomputeRequests recompute)
{
    private const int PageSize = 1000;
    private const int ReadsAtOnce = 32;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>What has changed in a shard since it was last taken in.</summary>
    public async Task<ShardChanges> ReadAsync(string shard, CancellationToken cancellationToken)
    {
        var parts = new List<DirtyPart>();
        var rows = new List<(string, ETag)>();
        var reported = new List<ReportedPerson>();
        await foreach (var row in RowsOf(shard, DirtyRow.Prefix, cancellationToken))
        {
            parts.AddRange(DirtyRow.Read(row));
            rows.Add((row.RowKey, row.ETag));
            if (DirtyRow.ReadReported(row) is { } person)
            {
                reported.Add(person);
            }
        }

        return new ShardChanges(parts, rows) { Reported = reported };
    }

    /// <summary>The contacts that have to be read anew; null for one that is no person of its own any more.</summary>
    public async Task<IReadOnlyDictionary<string, WholeContact?>> ReadAnewAsync(ShardChanges changes, CancellationToken cancellationToken)
    {
        var anew = new Dictionary<string, WholeContact?>(StringComparer.Ordinal);
        foreach (var some in changes.Parts.OfType<DirtyContact>().Select(part => part.ContactId).Distinct().Chunk(ReadsAtOnce))
        {
            var whole = await Task.WhenAll(some.Select(id => people.GetAsync(id, cancellationToken)));
            foreach (var (id, one) in some.Zip(whole))
            {
                anew[id] = one;
            }
        }

        return anew;
    }

    /// <summary>What those did on the site whose visits have changed.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Detail>>> ReadVisitsAsync(
        ShardChanges changes, CancellationToken cancellationToken)
    {
        var visits = new Dictionary<string, IReadOnlyList<Detail>>(StringComparer.Ordinal);
        foreach (var some in changes.Parts.OfType<DirtyVisits>().Select(part => part.ContactId).Distinct().Chunk(ReadsAtOnce))
        {
            var read = await Task.WhenAll(some.Select(async id => await contacts.FindAsync(id, cancellationToken) is { } contact
                ? await people.VisitsAsync(contact.AllIds, cancellationToken)
                : []));
            foreach (var (id, one) in some.Zip(read))
            {
                visits[id] = one;
            }
        }

        return visits;
    }

    /// <summary>Those of whom something is told that makes nobody: a click, a task. They may have become part of another.</summary>
    public static HashSet<string> MaybeStrangers(ShardChanges changes) => changes.Parts
        .Where(part => part is DirtyBeside or DirtyEvents or DirtyVisits).Select(part => part.ContactId)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Has those read anew whom somebody became part of of whom something is told still: the click of a mail that went out before, a task.
    /// </summary>
    /// <param name="changes">What is told.</param>
    /// <param name="strangers">Of whom, who are no contacts of the shard.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PassOnAsync(ShardChanges changes, IReadOnlySet<string> strangers, CancellationToken cancellationToken)
    {
        foreach (var id in strangers)
        {
            if (await contacts.FindAsync(id, cancellationToken) is { } survivor && survivor.Id != id)
            {
                var cause = changes.Parts.First(part => part.ContactId == id).Cause;
                var mark = DirtyRow.OfEverything(survivor.Id, cause);
                await _commits.SubmitAsync(
                    mark.PartitionKey, [new TableTransactionAction(TableTransactionActionType.UpsertReplace, mark)], cancellationToken);
                await recompute.AskSoonAsync(cancellationToken);
            }
        }
    }

    /// <summary>Deletes the rows of changes that were taken in, but for those that have changed again.</summary>
    public Task ForgetAsync(string shard, ShardChanges changes, CancellationToken cancellationToken) =>
        _commits.DeleteUnchangedAsync(shard, changes.Rows, cancellationToken);

    private AsyncPageable<TableEntity> RowsOf(string shard, string prefix, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(TableKeys.Range(shard, prefix), PageSize, cancellationToken: cancellationToken);
}
