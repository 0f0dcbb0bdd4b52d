using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Automations.Running.Due;

/// <summary>Reads what is due: one range of each shard, so a minute in which nothing is due costs sixteen reads, whoever waits.</summary>
/// <remarks>
/// What was put into a message stays due until it is done. It is put once more only when no message of it can be left: the queue is
/// empty, and some minutes have passed. An instance that has just started, or has just got the timer, does not know what was put: it
/// takes for new only what fell due a moment ago, else each change of instances would have all that waits done twice.
/// </remarks>
public sealed class DueFinder(TableServiceClient service, RunQueues queues, TimeProvider clock, ILogger<DueFinder> logger)
{
    private const int PageSize = 1000;
    private const int MostOfShard = 10_000; // More than an instance does in a minute: the rest is due in the next one.

    private static readonly TimeSpan Leftover = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(2); // The timer's minute, and one that it may be late.

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);
    private HashSet<int>? _put; // Null: has not looked yet. By hash: two that share one are told apart by the next look at what is left.
    private DateTimeOffset _leftoversAt = DateTimeOffset.MinValue;

    /// <summary>Puts messages for what is due.</summary>
    public async Task PutAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => ReadAsync(shard, now, cancellationToken)));
        var isForLeftovers = await AreLeftoversDueAsync(shards, now, cancellationToken);
        var messages = shards
            .SelectMany(things => things.Where(thing => isForLeftovers || IsNew(thing, now)).Chunk(RunQueues.ContactsAtOnce))
            .Select(some => new StepsDue([.. some.Select(thing => new DueItem(
                thing.What, thing.Contact, thing.Of, thing.RowKey, thing.Tries))]))
            .ToList();
        foreach (var message in messages)
        {
            await queues.PutAsync(message, cancellationToken);
        }

        // Only now: what was cut short is found again.
        _put = [.. shards.SelectMany(things => things).Select(NameOf)];
        _leftoversAt = isForLeftovers ? now : _leftoversAt;
        if (messages.Count > 0)
        {
            logger.Due(messages.Sum(message => message.Items.Count), messages.Count);
        }
    }

    // However long ago it was due, if it was not there at the last look: a shop may tell late of a cart.
    private bool IsNew(DueThing thing, DateTimeOffset now) =>
        _put is null ? thing.At >= now - JustNow : !_put.Contains(NameOf(thing));

    private static int NameOf(DueThing thing) => HashCode.Combine(thing.RowKey, thing.At);

    // A queue is asked only when there is something old.
    private async Task<bool> AreLeftoversDueAsync(
        List<DueThing>[] shards, DateTimeOffset now, CancellationToken cancellationToken) =>
        now - Leftover >= _leftoversAt
        && shards.Any(things => things.Exists(thing => !IsNew(thing, now)))
        && await queues.AreStepsIdleAsync(cancellationToken);

    private async Task<List<DueThing>> ReadAsync(string shard, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var things = new List<DueThing>();
        var rows = _table.QueryAsync<TableEntity>(DueRow.Until(shard, now), PageSize, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var thing = DueRow.Read(row);
            if (!(thing.At > now))
            {
                things.Add(thing.At is null ? thing with { At = DueRow.TimeOf(row.RowKey) } : thing);
            }

            if (things.Count == MostOfShard)
            {
                break;
            }
        }

        return things;
    }
}
