using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Contacts.Visitors;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using static Azure.Data.Tables.TableTransactionActionType;

namespace ClientBase.Functions.Contacts.Privacy.Retention;

/// <summary>Raw captures that have been kept long enough, and people nothing was heard of since.</summary>
/// <remarks>
/// Of an old capture the words as they came go, on the timeline and in its blob. What it says of the person stays beside the entry: merges
/// are taken apart by it, and it is on the card anyway. Who is to be erased is put on the queue of erasures.
/// </remarks>
public sealed class OldCaptures(
    TableServiceClient service,
    CommitsByTable commits,
    CaptureStore captures,
    ContactReader contacts,
    VisitReader visits,
    ErasureRequests erasures)
{
    private const string Reason = "retention";

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private readonly TableCommits _commits = commits.Of(Tables.Contacts);

    /// <summary>Goes through the days that are due in all shards.</summary>
    /// <param name="emptyBefore">Captures before this lose their words; null: none does.</param>
    /// <param name="silentBefore">Who was not heard of since is erased; null: nobody is.</param>
    /// <returns>How many captures were emptied, and how many people are to be erased.</returns>
    public async Task<(int Emptied, int Erased)> GoThroughAsync(
        DateTimeOffset? emptyBefore, DateTimeOffset? silentBefore, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(async shard => (
            Emptied: emptyBefore is { } empty ? await EmptyAsync(shard, empty, cancellationToken) : 0,
            Erased: silentBefore is { } silent ? await EraseAsync(shard, silent, cancellationToken) : 0)));
        return (shards.Sum(shard => shard.Emptied), shards.Sum(shard => shard.Erased));
    }

    private async Task<int> EmptyAsync(string shard, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var emptied = 0;
        foreach (var prefix in new[] { HeardRow.ForCaptures, HeardRow.AllPrefix })
        {
            await foreach (var row in DueAsync(shard, prefix, before, cancellationToken))
            {
                var (contactId, _) = HeardRow.Read(row);
                emptied += await EmptyAsync(shard, contactId, before, cancellationToken);
                await DoneAsync(row, before, prefix == HeardRow.AllPrefix ? HeardRow.ForSilence : null, cancellationToken);
            }
        }

        return emptied;
    }

    private async Task<int> EmptyAsync(string shard, string contactId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var emptied = new List<TableTransactionAction>();
        var old = TableKeys.Between(shard, TimelineRow.Key(contactId, before, "~"), TimelineRow.Prefix(contactId) + "}");
        await foreach (var row in _table.QueryAsync<TableEntity>(old, cancellationToken: cancellationToken))
        {
            if (TimelineRow.Empty(row))
            {
                await captures.DeleteBlobAsync(row.GetString(TimelineRow.EntryId)!, cancellationToken);
                emptied.Add(new(UpdateReplace, row, row.ETag));
            }
        }

        // Refused where somebody else has just written an entry: it is found again by the next run.
        await _commits.ApplyAsync(shard, emptied, cancellationToken);
        return emptied.Count;
    }

    private async Task<int> EraseAsync(string shard, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var erased = new HashSet<string>(StringComparer.Ordinal);
        foreach (var prefix in new[] { HeardRow.ForSilence, HeardRow.AllPrefix })
        {
            await foreach (var row in DueAsync(shard, prefix, before, cancellationToken))
            {
                var card = await contacts.GetAsync(HeardRow.Read(row).ContactId, cancellationToken);
                var last = card is null ? (DateTimeOffset?)null : await LastSignAsync(card, cancellationToken);
                if (last < before)
                {
                    if (erased.Add(card!.Contact.Id))
                    {
                        await erasures.PutAsync(new ErasureAsked(Reason, card.Contact.Id, card.Contact.Id), cancellationToken);
                    }

                    continue; // The row goes with the person.
                }

                if (last is { } sign)
                {
                    // Who opens a mail or visits the site says nothing that is filed: the day is noted, so that they are found by it.
                    var noted = HeardRow.Of(card!.Contact.Id, sign);
                    await _commits.SubmitAsync(noted.PartitionKey, [new(UpsertReplace, noted)], cancellationToken);
                }

                // Of somebody who is gone nothing waits.
                var waitsAs = card is not null && prefix == HeardRow.AllPrefix ? HeardRow.ForCaptures : null;
                await DoneAsync(row, before, waitsAs, cancellationToken);
            }
        }

        return erased.Count;
    }

    // A day that is not over yet, as far as the time goes, is looked at again by the next run.
    private async Task DoneAsync(TableEntity row, DateTimeOffset before, string? waitsAs, CancellationToken cancellationToken)
    {
        var (contactId, day) = HeardRow.Read(row);
        if (day.AddDays(1) > before)
        {
            return;
        }

        var deletion = new TableTransactionAction(Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All);
        await _commits.ApplyAsync(
            row.PartitionKey,
            waitsAs is null ? [deletion] : [new(UpsertReplace, HeardRow.Of(contactId, day, waitsAs)), deletion],
            cancellationToken);
    }

    private async Task<DateTimeOffset> LastSignAsync(ContactCard card, CancellationToken cancellationToken)
    {
        var visited = await visits.NewestAsync(card.Contact.AllIds, null, 1, cancellationToken);
        return visited.Select(visit => (DateTimeOffset?)VisitRow.Read(visit).At).Append(card.LastOpenAt).Append(card.LastClickAt)
            .Append(card.Contact.LastSeenAt).Max()!.Value;
    }

    private AsyncPageable<TableEntity> DueAsync(
        string shard, string prefix, DateTimeOffset before, CancellationToken cancellationToken) =>
        _table.QueryAsync<TableEntity>(
            TableKeys.Between(shard, prefix, HeardRow.Until(prefix, before)), cancellationToken: cancellationToken);
}
