using Azure.Data.Tables;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Operations.Replay;

/// <summary>A capture as it was filed.</summary>
/// <param name="Capture">What was said.</param>
/// <param name="ContactId">Under whom it lies.</param>
/// <param name="FiledAt">When it was filed there.</param>
internal sealed record RawCapture(CapturedEvent Capture, string ContactId, DateTimeOffset FiledAt);

/// <summary>A page of them.</summary>
/// <param name="Captures">The captures.</param>
/// <param name="After">Where the next page begins; null on the last.</param>
internal sealed record RawPage(IReadOnlyList<RawCapture> Captures, string? After);

/// <summary>Reads what was said, shard by shard, from the timelines it is kept with. That an order has moved follows from it.</summary>
internal sealed class RawCaptures(TableClient table)
{
    /// <summary>A page of a shard's captures.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="from">The earliest event wanted.</param>
    /// <param name="to">The latest.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="take">How many rows to look at, at most.</param>
    public async Task<RawPage> ReadAsync(
        string shard, DateTimeOffset from, DateTimeOffset to, string? after, int take, CancellationToken cancellationToken)
    {
        var range = after is null
            ? TableKeys.Range(shard, TimelineRow.AllPrefix)
            : TableKeys.RangeAfter(shard, TimelineRow.AllPrefix, after);
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var filter = $"{range} and {TimelineRow.At} ge {first}L and {TimelineRow.At} le {last}L";
        var captures = new List<RawCapture>();
        var read = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, take, cancellationToken: cancellationToken))
        {
            if (TimelineRow.ReadCapture(row) is { } capture && !MovedOrder.IsOne(capture))
            {
                captures.Add(new RawCapture(capture, TimelineRow.ContactOf(row), row.Timestamp!.Value));
            }

            if (++read == take)
            {
                return new RawPage(captures, row.RowKey);
            }
        }

        return new RawPage(captures, null);
    }

    /// <summary>Whether the inbox of the shard a capture lies in says that it was filed.</summary>
    public async Task<bool> IsFiledAsync(string shard, string captureId, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(shard, InboxRow.Key(captureId), cancellationToken: cancellationToken)).HasValue;
}
