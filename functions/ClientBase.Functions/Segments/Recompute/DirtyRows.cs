using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Segments;
using ClientBase.Domain.Segments.Facts;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>What has changed in a shard, and the rows that say so.</summary>
/// <param name="Parts">The changes.</param>
/// <param name="Rows">Keys and versions of the rows: one that changed meanwhile is left for the next run.</param>
public sealed record ShardChanges(IReadOnlyList<DirtyPart> Parts, IReadOnlyList<(string RowKey, ETag ETag)> Rows)
{
    public static ShardChanges None { get; } = new([], []);

    /// <summary>The last cause of each contact's changes.</summary>
    public IReadOnlyDictionary<string, string> Causes =>
        Parts.GroupBy(part => part.ContactId, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Cause, StringComparer.Ordinal);
}

/// <summary>Reads what filing marked as changed, and forgets it once it is taken in.</summary>
public sealed class DirtyRows(TableServiceClient service, ContactReader contacts, CommitsByTable commits)
{
    private const int PageSize = 1000;
    private const int ReadsAtOnce = 32;
    private const int ForgottenAtOnce = 20 * Limits.BatchActions;

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>What has changed in a shard since it was last taken in.</summary>
    public async Task<ShardChanges> ReadAsync(string shard, CancellationToken cancellationToken)
    {
        var parts = new List<DirtyPart>();
        var rows = new List<(string, ETag)>();
        await foreach (var row in RowsOf(shard, DirtyRow.Prefix, cancellationToken))
        {
            parts.Add(DirtyRow.Read(row));
            rows.Add((row.RowKey, row.ETag));
        }

        return new ShardChanges(parts, rows);
    }

    /// <summary>The contacts that have to be read anew; null for one that is no person of its own any more.</summary>
    public async Task<IReadOnlyDictionary<string, ContactFacts?>> ReadAnewAsync(ShardChanges changes, CancellationToken cancellationToken)
    {
        var anew = new Dictionary<string, ContactFacts?>(StringComparer.Ordinal);
        foreach (var some in changes.Parts.OfType<DirtyContact>().Select(part => part.ContactId).Distinct().Chunk(ReadsAtOnce))
        {
            var cards = await Task.WhenAll(some.Select(id => contacts.GetAsync(id, cancellationToken)));
            foreach (var (id, card) in some.Zip(cards))
            {
                anew[id] = card?.Contact.Id == id ? FactsOf(card) : null;
            }
        }

        return anew;
    }

    /// <summary>
    /// Everybody of a shard as the contacts' own rows have it, with the segments that are stored: the ground of a rebuild.
    /// </summary>
    /// <remarks>Contacts and their parts both lie in the order of ids: one walk along each, a thousand rows a read.</remarks>
    public async Task<List<ContactFacts>> ReadWholeShardAsync(string shard, CancellationToken cancellationToken)
    {
        var all = new List<ContactFacts>();
        await using var parts = RowsOf(shard, PartRow.Prefix, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isPart = await parts.MoveNextAsync();
        await foreach (var row in RowsOf(shard, ContactRow.Prefix, cancellationToken))
        {
            var id = ContactRow.IdOf(row);
            var own = new List<TableEntity>();
            for (;
                isPart && string.CompareOrdinal(PartRow.IdOf(parts.Current), id) is <= 0 and var order;
                isPart = await parts.MoveNextAsync())
            {
                if (order == 0)
                {
                    own.Add(parts.Current);
                }
            }

            if (ContactRow.IsPerson(row))
            {
                all.Add(FactsOf(await CardAsync(ContactRow.Read(row), own, cancellationToken)));
            }
        }

        return all;
    }

    /// <summary>Deletes the rows of changes that were taken in, but for those that have changed again.</summary>
    public async Task ForgetAsync(string shard, ShardChanges changes)
    {
        foreach (var some in changes.Rows.Chunk(ForgottenAtOnce))
        {
            await Task.WhenAll(some.Select(row => _commits.SubmitAsync(
                shard, [new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(shard, row.RowKey), row.ETag)])));
        }
    }

    private AsyncPageable<TableEntity> RowsOf(string shard, string prefix, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(TableKeys.Range(shard, prefix), PageSize, cancellationToken: cancellationToken);

    // What was merged into a contact may lie in another shard, and is read for itself.
    private async Task<ContactCard> CardAsync(Contact contact, List<TableEntity> own, CancellationToken cancellationToken) =>
        contact.MergedFrom.IsEmpty ? ContactReader.WithParts(contact, own) : await contacts.CompleteAsync(contact, cancellationToken);

    private static ContactFacts FactsOf(ContactCard card)
    {
        var facts = ContactFacts.Of(card.Contact, card.IsAsking ? ProfileTraits.IsAsking : ProfileTraits.None);
        (facts.Segments, facts.Rfm) = (card.Scores.Segments, card.Scores.Rfm);
        return facts;
    }
}
