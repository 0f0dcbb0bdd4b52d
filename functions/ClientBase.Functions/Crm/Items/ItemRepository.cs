using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;
using ETag = Azure.ETag;

namespace ClientBase.Functions.Crm.Items;

/// <summary>Tasks, deals or requests: each a row of its contact, and pointers by which lists find it.</summary>
/// <param name="service">Storage.</param>
/// <param name="commits">Group commit.</param>
/// <param name="rows">How they are stored.</param>
/// <param name="pointers">Where lists look for one: partitions and keys in table <c>Work</c>.</param>
/// <remarks>
/// The two tables cannot be written at once. A pointer is written before the thing and taken away after it has moved on, so cut short
/// anywhere there may be a pointer too many, which reading passes over, and never one too few. Everybody's pointer holds a copy of the
/// thing, so that a list is one range. Whoever changes the thing takes the copy off first and puts the new one in last, if nobody has
/// taken it off meanwhile; so a copy that is there holds, and what has none is read itself.
/// </remarks>
internal sealed class ItemRepository<T>(
    TableServiceClient service,
    CommitsByTable commits,
    ItemRow<T> rows,
    Func<string, T, IEnumerable<(string Partition, string RowKey)>> pointers)
    where T : class
{
    private const int MaxTries = 20; // Each lost race means that somebody else has changed the same thing.

    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);
    private readonly WorkIndex _index = new(service, commits);

    /// <summary>One, or null.</summary>
    public async Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken)
    {
        if (!ItemId.IsValid(id))
        {
            return null;
        }

        var read = await _contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(id), rows.Key(id), cancellationToken: cancellationToken);
        return read.HasValue ? new Stored<T>(id, rows.Read(read.Value!), read.Value!.ETag) : null;
    }

    /// <summary>All of a contact, and of those that are part of it.</summary>
    public async Task<IReadOnlyList<Stored<T>>> OfContactAsync(IEnumerable<string> contactIds, CancellationToken cancellationToken)
    {
        var found = new List<Stored<T>>();
        foreach (var contactId in contactIds)
        {
            var range = TableKeys.Range(ContactId.ShardOf(contactId), rows.PrefixOf(contactId));
            await foreach (var row in _contacts.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
            {
                found.Add(new Stored<T>(ItemRow<T>.IdOf(row), rows.Read(row), row.ETag));
            }
        }

        return found;
    }

    /// <summary>Adds one.</summary>
    /// <returns>False when it is there already: a repeat.</returns>
    public async Task<bool> AddAsync(
        string id, T value, IReadOnlyList<TableTransactionAction> beside, CancellationToken cancellationToken)
    {
        var versions = await _index.BareAsync(pointers(id, value), cancellationToken);
        var result = await _commits.SubmitAsync(
            ContactId.ShardOf(id), [new(Add, rows.Of(id, value)), .. beside, .. ForReports(id, value)], cancellationToken);
        if (!result.IsApplied)
        {
            return result.RefusedAction == 0
                ? false
                : throw new InvalidOperationException($"A row beside a new item was refused (action {result.RefusedAction}).");
        }

        await CopyAsync(id, value, versions, cancellationToken);
        return true;
    }

    /// <summary>Changes one as is decided on how it is; again when somebody else was quicker.</summary>
    /// <param name="id">Which.</param>
    /// <param name="decide">What becomes of it; null: it stays as it is, refused.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How it was, and how it is now; null when there is none.</returns>
    public async Task<(Stored<T> Before, T After)?> ChangeAsync(
        string id, Func<T, Change<T>?> decide, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await GetAsync(id, cancellationToken) is not { } before)
            {
                return null;
            }

            if (decide(before.Value) is not { } change || Equals(change.Value, before.Value))
            {
                return (before, before.Value);
            }

            var (old, wanted) = (pointers(id, before.Value).ToHashSet(), pointers(id, change.Value).ToHashSet());
            var versions = await _index.BareAsync(wanted.Union(old), cancellationToken);
            var written = await _commits.SubmitAsync(
                ContactId.ShardOf(id),
                [new(UpdateReplace, rows.Of(id, change.Value), before.ETag), .. change.Beside, .. ForReports(id, change.Value)],
                cancellationToken);
            if (written.IsApplied)
            {
                await Task.WhenAll(old.Except(wanted).Select(pointer =>
                    _index.RemoveAsync(pointer, versions[pointer], cancellationToken)));
                await CopyAsync(id, change.Value, versions, cancellationToken);
                return (before, change.Value);
            }
        }

        throw new InvalidOperationException($"An item was not changed in {MaxTries} tries: others change it all the time.");
    }

    /// <summary>A page of those that a range of pointers leads to.</summary>
    /// <param name="partition">The partition of table <c>Work</c>.</param>
    /// <param name="from">Where the range begins.</param>
    /// <param name="to">What comes after it.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="isWanted">Whether one that the pointer still fits belongs on the list.</param>
    public Task<Page<Stored<T>>?> PageAsync(
        string partition,
        string from,
        string to,
        Paging paging,
        CancellationToken cancellationToken,
        Func<Stored<T>, Task<bool>>? isWanted = null) => _index.PageAsync(
        partition,
        from,
        to,
        paging,
        async pointer => await FollowAsync(pointer, cancellationToken) is { } item
            && (isWanted is null || await isWanted(item)) ? item : null,
        cancellationToken);

    private IEnumerable<TableTransactionAction> ForReports(string id, T value) =>
        rows.ForReports(id, value).Select(row => new TableTransactionAction(UpsertReplace, row));

    private async Task CopyAsync(
        string id,
        T value,
        IReadOnlyDictionary<(string Partition, string RowKey), ETag> versions,
        CancellationToken cancellationToken)
    {
        foreach (var pointer in pointers(id, value).Where(pointer => pointer.Partition == WorkRow.Everybody))
        {
            await _index.CopyAsync(rows.Copy(pointer.Partition, pointer.RowKey, value), versions[pointer], cancellationToken);
        }
    }

    /// <summary>What a pointer leads to; null when it has moved on.</summary>
    private async Task<Stored<T>?> FollowAsync(TableEntity pointer, CancellationToken cancellationToken)
    {
        var id = WorkRow.IdOf(pointer.RowKey);
        if (rows.CopyIn(pointer) is { } copy)
        {
            return new Stored<T>(id, copy, default);
        }

        return await GetAsync(id, cancellationToken) is { } item
            && pointers(id, item.Value).Contains((pointer.PartitionKey, pointer.RowKey)) ? item : null;
    }
}
