using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Telemetry;

/// <summary>Why a message failed for the last time.</summary>
/// <param name="At">When it did.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Cause">What went wrong, without personal data.</param>
/// <param name="Function">Which function failed.</param>
public sealed record PoisonCause(DateTimeOffset At, int Attempts, string Cause, string Function);

/// <summary>Why messages lie in poison queues: a row each in a table, since a queue has no place for it.</summary>
/// <remarks>
/// The copy in the poison queue has another id than the message that failed, but the same text: that is what a row is found by. Equal
/// messages share one, which tells of the last failure.
/// </remarks>
public sealed class PoisonCauses(TableServiceClient service)
{
    private readonly TableClient _table = service.GetTableClient(Tables.Poison);

    /// <summary>Notes why a message failed.</summary>
    public Task NoteAsync(string queue, string message, PoisonCause cause, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(queue, RowOf(message))
        {
            ["At"] = cause.At,
            ["Attempts"] = cause.Attempts,
            ["Cause"] = cause.Cause,
            ["Function"] = cause.Function,
        },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>Why a message failed; null when nobody noted it, as when the process ended in the middle.</summary>
    public async Task<PoisonCause?> FindAsync(string queue, string message, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(queue, RowOf(message), cancellationToken: cancellationToken);
        return found is { HasValue: true, Value: { } row }
            ? new PoisonCause(
                row.GetDateTimeOffset("At")!.Value, row.GetInt32("Attempts")!.Value, row.GetString("Cause"), row.GetString("Function"))
            : null;
    }

    /// <summary>Forgets why a message failed, once it is put back.</summary>
    public Task ForgetAsync(string queue, string message, CancellationToken cancellationToken) =>
        _table.DeleteEntityAsync(queue, RowOf(message), ETag.All, cancellationToken);

    private static string RowOf(string message) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
}
