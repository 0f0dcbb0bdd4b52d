using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Crm;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>The funnel as the shop has defined it, or the default.</summary>
public sealed class FunnelStore(TableServiceClient service)
{
    private const string Key = "funnel";
    private const string Stages = "Stages";

    private readonly TableClient _table = service.GetTableClient(Tables.Work);

    /// <summary>The funnel.</summary>
    public async Task<Funnel> GetAsync(CancellationToken cancellationToken)
    {
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(WorkRow.Everybody, Key, cancellationToken: cancellationToken);
        return read.HasValue
            ? JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(read.Value!), Stages)!, DocumentJson.Compact.Funnel)!
            : Funnel.Default;
    }

    /// <summary>Defines it.</summary>
    public async Task PutAsync(Funnel funnel, CancellationToken cancellationToken)
    {
        var row = RowVersions.New(WorkRow.Everybody, Key);
        LongText.Write(row, Stages, JsonSerializer.Serialize(funnel, DocumentJson.Compact.Funnel));
        await _table.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
    }
}
