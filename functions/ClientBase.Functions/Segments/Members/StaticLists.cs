using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Segments.Details;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Segments.Defining;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Segments.Members;

/// <summary>What came of putting people on a list and taking them off.</summary>
/// <param name="Added">Who is on it now by this request; who was before counts too.</param>
/// <param name="Removed">Who is off it now.</param>
/// <param name="Unknown">Ids that are no contacts.</param>
public sealed record ListChangeView(int Added, int Removed, IReadOnlyList<string> Unknown);

/// <summary>The lists of static segments. A row beside the contact says who is on one; recompute makes members of them.</summary>
public sealed class StaticLists(TableServiceClient service, ContactReader contacts, CommitsByTable commits)
{
    private const int AtOnce = 32;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Puts people on the list and takes others off; a repeat changes nothing.</summary>
    public async Task<ListChangeView> ChangeAsync(
        SegmentDefinition segment,
        IReadOnlyCollection<string> add,
        IReadOnlyCollection<string> remove,
        string? by,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var segmentId = segment.Id;
        var hand = by is null ? "by hand" : $"by {by}";
        var unknown = new List<string>();
        var added = await EachAsync(add, AddAsync);
        var removed = await EachAsync(remove, RemoveAsync);
        return new ListChangeView(added, removed, unknown);

        async Task<int> EachAsync(IReadOnlyCollection<string> ids, Func<Contact, Task> change)
        {
            var changed = 0;
            foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(AtOnce))
            {
                var found = await Task.WhenAll(some.Select(id => contacts.FindAsync(id, cancellationToken)));
                unknown.AddRange(some.Zip(found).Where(one => one.Second is null).Select(one => one.First));
                var people = found.OfType<Contact>().DistinctBy(contact => contact.Id).ToList();
                await Task.WhenAll(people.Select(change));
                changed += people.Count;
            }

            return changed;
        }

        // Who is on it already keeps the time. Who was on one of this name that was deleted is put on this one.
        async Task AddAsync(Contact contact)
        {
            if (!(await OnListAsync(contact, segmentId, cancellationToken)).Any(one => one.Since >= OwnSegments.ListSince(segment)))
            {
                var says = new[] { PartDetails.OnList(segmentId, now) };
                await _commits.SubmitAsync(
                    ContactId.ShardOf(contact.Id),
                    [
                        new(UpsertReplace, ListRow.Of(contact.Id, segmentId, now)),
                        new(UpsertReplace, DirtyRow.OfBeside(contact.Id, "list", segmentId, says, $"added {hand}")),
                    ],
                    cancellationToken);
            }
        }

        // Like orders, a row stays with the contact it was written for when that becomes part of another.
        async Task RemoveAsync(Contact contact)
        {
            foreach (var (id, _) in await OnListAsync(contact, segmentId, cancellationToken))
            {
                await _commits.SubmitAsync(
                    ContactId.ShardOf(id),
                    [new(Delete, new TableEntity(ContactId.ShardOf(id), ListRow.Key(id, segmentId)), Azure.ETag.All)],
                    cancellationToken);
            }

            await _commits.SubmitAsync(
                ContactId.ShardOf(contact.Id),
                [new(UpsertReplace, DirtyRow.OfBeside(contact.Id, "list", segmentId, [], $"removed {hand}"))],
                cancellationToken);
        }
    }

    private async Task<List<(string ContactId, DateTimeOffset Since)>> OnListAsync(
        Contact contact, string segmentId, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(contact.AllIds.Select(id => _table.GetEntityIfExistsAsync<TableEntity>(
            ContactId.ShardOf(id), ListRow.Key(id, segmentId), cancellationToken: cancellationToken)));
        return
        [
            .. contact.AllIds.Zip(rows).Where(one => one.Second.HasValue)
                .Select(one => (one.First, ListRow.Read(one.Second.Value!).Since)),
        ];
    }
}
