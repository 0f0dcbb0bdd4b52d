using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Domain.Campaigns;
using ClientBase.Domain.Identity;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Commits;

namespace ClientBase.Functions.Sending.Ledger;

/// <summary>A group of intents and the ETag a change of it must match.</summary>
public sealed record StoredGroup(IntentGroup Group, ETag ETag);

/// <summary>How far a shard of a campaign got.</summary>
/// <param name="IsPlanned">All of its intents are recorded.</param>
/// <param name="CheckAt">When to look for intents left behind; null once all are settled.</param>
/// <param name="DueAt">When the next of those comes due whose time had not come at the last look; null: none.</param>
public sealed record ShardProgress(bool IsPlanned, DateTimeOffset? CheckAt, DateTimeOffset? DueAt = null);

/// <summary>What was to be sent to whom, and what became of it.</summary>
/// <remarks>
/// A partition is one shard of one campaign. Its rows are groups of up to fifty intents (<c>g|{number}</c>), its progress (<c>p</c>) and
/// what people did with their mail (<c>{event}|{contact}</c>). Fifty intents in a row make recording, sending and settling them three
/// writes instead of 150.
/// Groups are only ever appended, each under the next free number: whoever appends one has seen all before it, so nobody gets a second
/// intent, however many planners run.
/// </remarks>
public sealed class LedgerStore
{
    private const string GroupPrefix = "g|";
    private const string UnsubscribedPrefix = "u|";
    private const string ProgressRow = "p";
    private const string Intents = "Intents";
    private const int MaxBatch = 100;

    private readonly TableClient _table;
    private readonly TableCommits _commits;

    /// <summary>Opens the store.</summary>
    public LedgerStore(TableServiceClient service, CommitsByTable commits)
    {
        _table = service.GetTableClient(Tables.Ledger);
        _commits = commits.Of(Tables.Ledger);
    }

    /// <summary>The groups of a shard, in order.</summary>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="from">The first group wanted.</param>
    /// <param name="count">How many at most.</param>
    public async Task<List<StoredGroup>> ReadAsync(
        string campaignId, string shard, int from = 0, int count = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var end = (int)Math.Min((long)from + count, int.MaxValue);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(campaignId, shard)} and RowKey ge {GroupRow(from)} and RowKey lt {GroupRow(end)}");
        var groups = new List<StoredGroup>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            groups.Add(new StoredGroup(Read(row), row.ETag));
        }

        return groups;
    }

    /// <summary>Appends groups, numbered on from the last one.</summary>
    /// <returns>False when somebody else appended meanwhile: read again.</returns>
    public async Task<bool> AppendAsync(string campaignId, string shard, IReadOnlyList<IntentGroup> groups)
    {
        foreach (var batch in groups.Chunk(MaxBatch))
        {
            var actions = batch.Select(
                group => new TableTransactionAction(TableTransactionActionType.Add, Write(campaignId, shard, group)));
            if (!(await _commits.SubmitAsync(Partition(campaignId, shard), [.. actions])).IsApplied)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Saves a changed group.</summary>
    /// <returns>It with its new ETag; null when somebody else changed it first.</returns>
    public async Task<StoredGroup?> SaveAsync(string campaignId, string shard, IntentGroup group, ETag etag)
    {
        var row = OwnWrite.Mark(Write(campaignId, shard, group));
        var action = new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, etag);
        var result = await _commits.SubmitAsync(Partition(campaignId, shard), [action]);
        return result.IsApplied ? new StoredGroup(group, result.ETags[0]) : null;
    }

    /// <summary>How far each shard got, in the order of <see cref="ContactId.Shards"/>.</summary>
    public Task<ShardProgress[]> ProgressAsync(string campaignId, CancellationToken cancellationToken) =>
        Task.WhenAll(ContactId.Shards.Select(shard => ProgressAsync(campaignId, shard, cancellationToken)));

    /// <summary>How far a shard got.</summary>
    public async Task<ShardProgress> ProgressAsync(string campaignId, string shard, CancellationToken cancellationToken)
    {
        var found = await _table
            .GetEntityIfExistsAsync<TableEntity>(Partition(campaignId, shard), ProgressRow, cancellationToken: cancellationToken);
        return found.HasValue
            ? new ShardProgress(
                found.Value!.GetBoolean("IsPlanned") == true,
                TimeOf(found.Value, "CheckAt"),
                TimeOf(found.Value, "DueAt"))
            : new ShardProgress(IsPlanned: false, DateTimeOffset.MinValue);
    }

    /// <summary>Notes how far a shard got.</summary>
    public Task SaveAsync(string campaignId, string shard, ShardProgress progress, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
        new TableEntity(Partition(campaignId, shard), ProgressRow)
        {
            ["IsPlanned"] = progress.IsPlanned,
            ["CheckAt"] = progress.CheckAt?.ToUnixTimeMilliseconds(),
            ["DueAt"] = progress.DueAt?.ToUnixTimeMilliseconds(),
        },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>Notes that somebody unsubscribed by a campaign's mail; a repeat changes nothing.</summary>
    public Task NoteUnsubscribedAsync(string campaignId, string contactId, DateTimeOffset at, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
            new TableEntity(Partition(campaignId, ContactId.ShardOf(contactId)), UnsubscribedPrefix + contactId)
            {
                ["At"] = at.ToUnixTimeMilliseconds(),
            },
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>Who of a shard unsubscribed by a campaign's mail.</summary>
    public async Task<IReadOnlySet<string>> UnsubscribedAsync(string campaignId, string shard, CancellationToken cancellationToken)
    {
        var people = new HashSet<string>(StringComparer.Ordinal);
        var rows = _table.QueryAsync<TableEntity>(
            TableKeys.Range(Partition(campaignId, shard), UnsubscribedPrefix), select: [nameof(ITableEntity.RowKey)],
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            people.Add(row.RowKey[UnsubscribedPrefix.Length..]);
        }

        return people;
    }

    /// <summary>The intents of a shard, in the order they were recorded; one the provider has spoken of has left.</summary>
    public async Task<IReadOnlyList<Intent>> IntentsAsync(string campaignId, string shard, CancellationToken cancellationToken)
    {
        var groups = ReadAsync(campaignId, shard, cancellationToken: cancellationToken);
        var heard = await LedgerEvents.HeardOfAsync(_table, campaignId, shard, cancellationToken);
        return [.. (await groups).SelectMany(stored => stored.Group.Intents).Select(intent => intent.HeardOf(heard))];
    }

    private static DateTimeOffset? TimeOf(TableEntity row, string name) =>
        row.GetInt64(name) is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    internal static string Partition(string campaignId, string shard) => $"{TableKeys.Escape(campaignId)}|{shard}";

    private static string GroupRow(int number) => string.Create(CultureInfo.InvariantCulture, $"{GroupPrefix}{number:d10}");

    private static TableEntity Write(string campaignId, string shard, IntentGroup group)
    {
        var row = new TableEntity(Partition(campaignId, shard), GroupRow(group.Number));
        LongText.Write(
            row, Intents, JsonSerializer.Serialize([.. group.Intents.Select(IntentDocument.Of)], IntentJson.Default.IntentDocumentArray));
        return row;
    }

    private static IntentGroup Read(TableEntity row) => new(
        int.Parse(row.RowKey.AsSpan(GroupPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture),
        [.. JsonSerializer.Deserialize(LongText.Read(row, Intents)!, IntentJson.Default.IntentDocumentArray)!
            .Select(intent => intent.ToIntent())]);
}
