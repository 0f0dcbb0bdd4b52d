using Azure.Data.Tables;
using ClientBase.Domain.Sending.Events;
using ClientBase.Functions.Contacts.Filing;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Sending.Events;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>Tells the opens and clicks of people from those of programs, once a mail was left alone, and keeps them.</summary>
public sealed class JudgeOpenings(
    TableServiceClient service,
    CommitsByTable commits,
    MailEventStore store,
    ContactReader contacts,
    RecomputeRequests recompute,
    TimeProvider clock,
    ILogger<JudgeOpenings> logger)
{
    private const int Most = 200; // Somebody who never lets go is judged all the same.

    private readonly TableClient _table = service.GetTableClient(Tables.Contacts);

    /// <summary>Does nothing while something was opened a moment ago: that has a message of its own.</summary>
    [Function(nameof(JudgeOpenings))]
    public async Task RunAsync([QueueTrigger(Queues.Opened)] OpenedMail message, CancellationToken cancellationToken)
    {
        var shard = message.IntentId[..2];
        var rows = new List<TableEntity>();
        var range = TableKeys.Range(shard, OpeningRow.PrefixOfMail(message.IntentId));
        await foreach (var row in _table.QueryAsync<TableEntity>(range, cancellationToken: cancellationToken))
        {
            rows.Add(row);
        }

        if (rows.Count == 0 || (rows.Count < Most && clock.GetUtcNow() - rows.Max(OpeningRow.AtOf) < Openings.Quiet))
        {
            return;
        }

        // Mails of people who were erased go on being opened; nothing of them is kept.
        if (await contacts.FindAsync(message.IntentId[..26], cancellationToken) is not null)
        {
            var events = rows.ConvertAll(OpeningRow.Read);
            var machines = MachineSigns.In(events);
            await store.KeepAsync(events, machines, cancellationToken);
            await recompute.AskSoonAsync(cancellationToken);
            logger.EventsKept(events.Count, machines.Count);
        }

        await commits.Of(Tables.Contacts).ApplyAsync(
            shard,
            [.. rows.Select(row => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(shard, row.RowKey), Azure.ETag.All))],
            cancellationToken);
    }
}
