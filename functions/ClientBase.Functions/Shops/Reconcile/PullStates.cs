using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Shops.Reconcile;

/// <summary>The rows that say how far each shop's API was read: one for reconciliations, one for the back-fill.</summary>
public sealed class PullStates(TableServiceClient service)
{
    private const string State = "State";

    private readonly TableClient _table = service.GetTableClient(Tables.ShopPulls);

    /// <summary>Where a shop stands.</summary>
    public async Task<(PullState State, ETag? ETag)> ReadAsync(string shop, bool isBackfill, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Escape(shop), KeyOf(isBackfill), cancellationToken: cancellationToken);
        return row.HasValue
            ? (JsonSerializer.Deserialize<PullState>(LongText.Read(row.Value!, State)!, JsonSerializerOptions.Web)!, row.Value!.ETag)
            : (PullState.Nothing, null);
    }

    /// <summary>Writes where it stands now.</summary>
    /// <returns>False when somebody else was quicker.</returns>
    public async Task<bool> TryWriteAsync(string shop, bool isBackfill, PullState state, ETag? known, CancellationToken cancellationToken)
    {
        var row = new TableEntity(TableKeys.Escape(shop), KeyOf(isBackfill));
        LongText.Write(row, State, JsonSerializer.Serialize(state, JsonSerializerOptions.Web));
        try
        {
            await (known is { } etag
                ? _table.UpdateEntityAsync(Limits.Checked(row), etag, TableUpdateMode.Replace, cancellationToken)
                : _table.AddEntityAsync(Limits.Checked(row), cancellationToken));
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            return false;
        }
    }

    private static string KeyOf(bool isBackfill) => isBackfill ? "backfill" : "reconciliation";
}
