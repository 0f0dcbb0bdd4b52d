using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Functions.Http;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;

namespace ClientBase.Functions.Sending.Channels.Outbox;

/// <summary>A mail in the local outbox.</summary>
/// <param name="Id">Its intent.</param>
/// <param name="Channel"><c>email</c>, <c>sms</c>, ...</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Html">The HTML part, or null.</param>
/// <param name="Text">The plain part, or null.</param>
/// <param name="Headers">Further headers.</param>
/// <param name="CustomArgs">What a provider would give back with each event.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Attachment">Name of the file that went with it, or null; the outbox does not keep files.</param>
public sealed record OutboxMail(
    string Id,
    string Channel,
    string To,
    string Subject,
    string? Html,
    string? Text,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> CustomArgs,
    DateTimeOffset At,
    string? Attachment = null);

/// <summary>The local outbox: what would have been sent. Newest first.</summary>
public sealed class OutboxStore
{
    private const string Partition = "outbox";
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    private readonly TableClient _table;
    private readonly TableCommits _commits;

    /// <summary>Opens the store.</summary>
    public OutboxStore(TableServiceClient service, CommitsByTable commits)
    {
        _table = service.GetTableClient(Tables.Outbox);
        _commits = commits.Of(Tables.Outbox);
    }

    /// <summary>Puts a mail in. The same mail again replaces itself.</summary>
    public async Task PutAsync(Mail mail)
    {
        // Row and content depend on nothing but the mail, so a repeat finds its own row. Mails of a burst share a batch.
        var row = new TableEntity(Partition, KeyOf(mail.IntentId, mail.At))
        {
            ["Id"] = mail.IntentId,
            ["Channel"] = mail.Channel,
            ["At"] = mail.At.ToUnixTimeMilliseconds(),
        };
        row["Attachment"] = mail.Attachment?.Name;
        LongText.Write(row, "To", mail.To); // A subscription to notifications is long.
        LongText.Write(row, "Subject", mail.Subject);
        LongText.Write(row, "Headers", JsonSerializer.Serialize(mail.Headers, Json));
        LongText.Write(row, "CustomArgs", JsonSerializer.Serialize(mail.CustomArgs, Json));
        foreach (var (name, part) in new[] { ("Html", mail.Html), ("Text", mail.Text) })
        {
            if (part is not null)
            {
                LongText.Write(row, name, part);
            }
        }

        await _commits.SubmitAsync(Partition, [new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)]);
    }

    /// <summary>Deletes a mail, if it is there.</summary>
    public Task DeleteAsync(string intentId, DateTimeOffset at, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(Partition, KeyOf(intentId, at), cancellationToken: cancellationToken);

    /// <summary>A page of the outbox, newest first.</summary>
    public async Task<Page<OutboxMail>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {paging.Continuation ?? ""}");
        var rows = new List<TableEntity>();
        await foreach (
            var row in _table.QueryAsync<TableEntity>(filter, Math.Min(paging.Take + 1, 1000), cancellationToken: cancellationToken))
        {
            if (rows.Count == paging.Take)
            {
                return new Page<OutboxMail>([.. rows.Select(Read)], Paging.Encode(rows[^1].RowKey));
            }

            rows.Add(row);
        }

        return new Page<OutboxMail>([.. rows.Select(Read)], null);
    }

    /// <summary>All messages that went to some addresses, or to some contacts at whatever address.</summary>
    public async Task<IReadOnlyList<OutboxMail>> SentToAsync(
        IReadOnlyCollection<string> addresses, IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken) =>
        [.. (await RowsToAsync(addresses, contactIds, cancellationToken)).Select(Read)];

    /// <summary>Deletes the messages that went to some addresses, or to some contacts at whatever address.</summary>
    public async Task DeleteSentToAsync(
        IReadOnlyCollection<string> addresses, IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var rows = await RowsToAsync(addresses, contactIds, cancellationToken);
        await Task.WhenAll(rows.Select(row =>
            _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken)));
    }

    private static string KeyOf(string intentId, DateTimeOffset at) => $"{TableKeys.Reverse(at)}|{TableKeys.Escape(intentId)}";

    // They lie by time, so all are read through: an outbox is for development and small shops. An intent's id begins with the contact's.
    private async Task<List<TableEntity>> RowsToAsync(
        IReadOnlyCollection<string> addresses, IReadOnlyCollection<string> contactIds, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        var filters = addresses.Select(address => TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and To eq {address}"))
            .Concat(contactIds.Select(id => TableClient.CreateQueryFilter(
                $"PartitionKey eq {Partition} and Id ge {id} and Id lt {TableKeys.After(id)}")));
        foreach (var filter in filters)
        {
            await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            {
                rows[row.RowKey] = row;
            }
        }

        return [.. rows.Values];
    }

    private static OutboxMail Read(TableEntity row) => new(
        row.GetString("Id")!,
        row.GetString("Channel") ?? "email",
        LongText.Read(row, "To")!,
        LongText.Read(row, "Subject")!,
        LongText.Read(row, "Html"),
        LongText.Read(row, "Text"),
        JsonSerializer.Deserialize<Dictionary<string, string>>(LongText.Read(row, "Headers")!, Json)!,
        JsonSerializer.Deserialize<Dictionary<string, string>>(LongText.Read(row, "CustomArgs")!, Json)!,
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64("At")!.Value),
        row.GetString("Attachment"));
}
