using System.Text.Json;
using Azure.Data.Tables;
using ClientBase.Domain.Loyalty;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Documents;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Contacts.Loyalty;

/// <summary>The loyalty program in force. Filing and cards need it all the time, so each instance keeps it in memory.</summary>
public sealed class LoyaltyTerms(TableServiceClient service) : IKeptFresh
{
    private const string Key = "program";
    private const string Program = "Program";

    private readonly TableClient _table = service.GetTableClient(Tables.Loyalty);
    private volatile Known? _known;

    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromSeconds(15);

    /// <summary>The program; null: there is none. Asks storage only before it was ever asked.</summary>
    public async ValueTask<LoyaltyProgram?> GetAsync(CancellationToken cancellationToken) =>
        (_known ?? await RefreshAsync(cancellationToken)).Program;

    /// <summary>Defines it. Other instances hear of it with their next refresh.</summary>
    public async Task PutAsync(LoyaltyProgram program, CancellationToken cancellationToken)
    {
        var row = RowVersions.New(Key, Key);
        LongText.Write(row, Program, JsonSerializer.Serialize(program, LoyaltyJson.Compact.LoyaltyProgram));
        await _table.UpsertEntityAsync(Limits.Checked(row), TableUpdateMode.Replace, cancellationToken);
        _known = new Known(program);
    }

    /// <inheritdoc/>
    Task IKeptFresh.RefreshAsync(CancellationToken cancellationToken) => RefreshAsync(cancellationToken);

    /// <summary>Reads it anew.</summary>
    internal async Task<Known> RefreshAsync(CancellationToken cancellationToken)
    {
        var read = await _table.GetEntityIfExistsAsync<TableEntity>(Key, Key, cancellationToken: cancellationToken);
        return _known = new Known(read.HasValue
            ? JsonSerializer.Deserialize(LongText.Read(RowVersions.Known(read.Value!), Program)!, LoyaltyJson.Compact.LoyaltyProgram)
            : null);
    }

    /// <summary>What storage said.</summary>
    internal sealed record Known(LoyaltyProgram? Program);
}
