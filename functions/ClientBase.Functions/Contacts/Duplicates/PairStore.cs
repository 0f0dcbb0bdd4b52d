using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity.Merging;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Duplicates;

/// <summary>A suggestion as it is kept.</summary>
/// <param name="Other">The other contact.</param>
/// <param name="Score">Its score, in parts of ten thousand.</param>
/// <param name="ETag">Version of its row.</param>
internal sealed record KeptPair(string Other, int Score, ETag ETag);

/// <summary>
/// Keeps which contacts may be one person. A pair is three rows that are written as one, and only by who has seen their latest state.
/// </summary>
public sealed class PairStore(TableServiceClient service, CommitsByTable commits)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Duplicates);
    private readonly TableCommits _commits = commits.Of(Tables.Duplicates);

    /// <summary>The suggestions a contact is in.</summary>
    internal async Task<IReadOnlyList<KeptPair>> OfAsync(string contactId, CancellationToken cancellationToken)
    {
        var pairs = new List<KeptPair>();
        var range = TableKeys.Range(PairRow.Partition, PairRow.Prefix(contactId));
        await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
        {
            pairs.Add(new KeptPair(PairRow.OtherOf(row), PairRow.ScoreOf(row), row.ETag));
        }

        return pairs;
    }

    /// <summary>Makes the suggestions of a contact these, by score.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="kept">What is kept of it.</param>
    /// <param name="scores">Who it is to be paired with.</param>
    /// <param name="cancellationToken">Stops between two pairs.</param>
    /// <returns>False when somebody else has written one of them: to be read again.</returns>
    internal async Task<bool> WriteAsync(
        string contactId, IReadOnlyList<KeptPair> kept, IReadOnlyDictionary<string, int> scores, CancellationToken cancellationToken)
    {
        var known = kept.ToDictionary(pair => pair.Other, StringComparer.Ordinal);
        var changes = kept.Where(pair => !scores.ContainsKey(pair.Other)).Select(pair => Removed(contactId, pair))
            .Concat(scores.Where(pair => known.GetValueOrDefault(pair.Key)?.Score != pair.Value)
                .Select(pair => Written(contactId, pair.Key, pair.Value, known.GetValueOrDefault(pair.Key))));
        var results = await Task.WhenAll(changes.Select(unit => _commits.SubmitAsync(PairRow.Partition, unit, cancellationToken)));
        return results.All(result => result.IsApplied);
    }

    /// <summary>Takes every suggestion away that a contact is in.</summary>
    public async Task RemoveAsync(string contactId, CancellationToken cancellationToken)
    {
        while (!await WriteAsync(
            contactId, await OfAsync(contactId, cancellationToken), new Dictionary<string, int>(), cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes one suggestion away; one that is gone is gone.</summary>
    public async Task RemoveAsync(string one, string other, CancellationToken cancellationToken)
    {
        if (await FindAsync(one, other, cancellationToken) is { } pair
            && !(await _commits.SubmitAsync(PairRow.Partition, Removed(one, pair), cancellationToken)).IsApplied)
        {
            await RemoveAsync(one, other, cancellationToken);
        }
    }

    /// <summary>A suggestion; null when there is none.</summary>
    internal async Task<KeptPair?> FindAsync(string one, string other, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            PairRow.Partition, PairRow.Key(one, other), cancellationToken: cancellationToken);
        return row.HasValue ? new KeptPair(other, PairRow.ScoreOf(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Keys of the list from a place on, the likeliest first, down to a score.</summary>
    internal async Task<IReadOnlyList<string>> ListAsync(string? after, int least, int take, CancellationToken cancellationToken)
    {
        var end = TableKeys.After(PairRow.ListPlace(least));
        var keys = new List<string>();
        var range = TableKeys.Between(PairRow.Partition, after is null ? PairRow.ListPrefix : after + '!', end);
        await foreach (var row in _table.QueryAsync<TableEntity>(range, take, [nameof(ITableEntity.RowKey)], cancellationToken))
        {
            keys.Add(row.RowKey);
            if (keys.Count == take)
            {
                break;
            }
        }

        return keys;
    }

    private static TableTransactionAction[] Written(string one, string other, int score, KeptPair? before)
    {
        TableTransactionAction mine = before is null
            ? new(Add, PairRow.Of(one, other, score))
            : new(UpdateReplace, PairRow.Of(one, other, score), before.ETag);
        return
        [
            mine,
            new(UpsertReplace, PairRow.Of(other, one, score)),
            new(UpsertReplace, PairRow.ListRow(ApartMark.Of(one, other), score)),
            .. before is null ? [] : new[] { Deletion(PairRow.ListRow(ApartMark.Of(one, other), before.Score)) },
        ];
    }

    private static TableTransactionAction[] Removed(string one, KeptPair pair) =>
    [
        new(Delete, PairRow.Of(one, pair.Other, 0), pair.ETag),
        Deletion(PairRow.Of(pair.Other, one, 0)),
        Deletion(PairRow.ListRow(ApartMark.Of(one, pair.Other), pair.Score)),
    ];

    private static TableTransactionAction Deletion(TableEntity row) => new(Delete, row, ETag.All);
}
