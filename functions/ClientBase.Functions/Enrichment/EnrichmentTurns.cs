using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Enrichment;

/// <summary>Gives out the turns to ask a shop, so that all instances together ask it no more often than is set.</summary>
/// <remarks>Table <c>ShopPulls</c>, beside what was read of the shop: row <c>enrichment</c> holds the time of the next free turn.</remarks>
public sealed class EnrichmentTurns(TableServiceClient service, IOptions<EnrichmentOptions> options, TimeProvider clock) : IDisposable
{
    private const string Key = "enrichment";
    private const string Next = "Next";
    private const int MaxTries = 50;

    private readonly TableClient _table = service.GetTableClient(Tables.ShopPulls);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes the next turn.</summary>
    /// <returns>How long to wait for it.</returns>
    public async Task<TimeSpan> TakeAsync(string shop, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            for (var tries = 0; tries < MaxTries; tries++)
            {
                if (await TryTakeAsync(TableKeys.Escape(shop), cancellationToken) is { } wait)
                {
                    return wait;
                }
            }
        }
        finally
        {
            _one.Release();
        }

        throw new InvalidOperationException($"No turn to ask shop '{shop}' was got in {MaxTries} tries: others take them all the time.");
    }

    public void Dispose() => _one.Dispose();

    private async Task<TimeSpan?> TryTakeAsync(string partition, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Key, cancellationToken: cancellationToken);
        var free = known.HasValue ? new DateTimeOffset(RowVersions.Known(known.Value!).GetInt64(Next)!.Value, TimeSpan.Zero) : now;
        var turn = free > now ? free : now;
        var row = RowVersions.New(partition, Key);
        row[Next] = (turn + (TimeSpan.FromMinutes(1) / Math.Max(1, options.Value.PerMinute))).UtcTicks;
        try
        {
            await (known.HasValue
                ? _table.UpdateEntityAsync(row, known.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(row, cancellationToken));
            return turn - now;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return null;
        }
    }
}
