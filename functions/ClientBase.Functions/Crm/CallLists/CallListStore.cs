using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.CallLists;

/// <summary>A segment dealt out to managers as calls.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Managers">Who calls, in turn; a contact that has a manager is called by them.</param>
/// <param name="Title">What the tasks are called.</param>
/// <param name="Script">What to say.</param>
/// <param name="DueAt">By when.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Dealt">How many contacts have been dealt out.</param>
/// <param name="IsFinished">Whether that is all.</param>
public sealed record CallList(
    string Segment,
    IReadOnlyList<string> Managers,
    string Title,
    string? Script,
    DateTimeOffset DueAt,
    string? By,
    int Dealt,
    bool IsFinished);

/// <summary>A page of a call list is to be dealt out.</summary>
/// <param name="List">The list.</param>
/// <param name="After">The last contact of the page before; null for the first.</param>
/// <param name="Dealt">How many were dealt out before.</param>
/// <param name="Waited">How many times it has waited for its list: <see cref="EarlyMessages"/>.</param>
public sealed record DealCalls(string List, string? After, int Dealt, int Waited = 0);

/// <summary>Call lists, and the messages that deal them out.</summary>
public sealed class CallListStore(TableServiceClient service, QueueServiceClient queues)
{
    private const string List = "List";

    private readonly TableClient _table = service.GetTableClient(Tables.Work);
    private readonly QueueClient _queue = queues.GetQueueClient(Queues.CallList);

    /// <summary>A list, or null.</summary>
    public async Task<CallList?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(
            WorkRow.Everybody, WorkRow.CallList(TableKeys.Escape(id)), cancellationToken: cancellationToken);
        return read.HasValue
            ? JsonSerializer.Deserialize<CallList>(LongText.Read(RowVersions.Known(read.Value!), List)!, JsonSerializerOptions.Web)
            : null;
    }

    /// <summary>Saves a list as far as it is.</summary>
    public async Task PutAsync(string id, CallList list, CancellationToken cancellationToken)
    {
        var row = RowVersions.New(WorkRow.Everybody, WorkRow.CallList(id));
        LongText.Write(row, List, JsonSerializer.Serialize(list, JsonSerializerOptions.Web));
        await _table.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Has a page dealt out.</summary>
    /// <param name="page">Which.</param>
    /// <param name="delay">Not before so long; null: now.</param>
    public async Task DealAsync(DealCalls page, CancellationToken cancellationToken, TimeSpan? delay = null) =>
        await _queue.SendMessageAsync(JsonSerializer.Serialize(page), delay, cancellationToken: cancellationToken);
}
