using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Forms.Guarding;

/// <summary>What all instances remember of posts for some minutes: how many came from where, and which proofs of work were used.</summary>
/// <remarks>
/// Table <c>Forms</c>, partition <c>w|{hex digit}</c>, row <c>{minute it ends}|{digest}</c>. The digest is keyed, so that no network
/// address can be read from it. Whoever adds a row takes away those of its partition that are over.
/// </remarks>
public sealed class FormWindows(TableServiceClient service, SigningKey key, TimeProvider clock)
{
    private const string Count = "Count";
    private const int MaxTries = 10;
    private const int SweptAtOnce = 100;

    private readonly TableClient _table = service.GetTableClient(Tables.Forms);

    /// <summary>Adds to a count of this minute.</summary>
    /// <returns>The count of all instances, this addition included.</returns>
    public async Task<int> AddAsync(string what, int count, CancellationToken cancellationToken)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var (partition, row) = await KeysAsync(what, minute + 1, cancellationToken);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var known = await _table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellationToken);
            var total = count + (known.HasValue ? known.Value!.GetInt32(Count) ?? 0 : 0);
            var counted = new TableEntity(partition, row) { [Count] = total };
            try
            {
                if (known.HasValue)
                {
                    await _table.UpdateEntityAsync(counted, known.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                }
                else
                {
                    await _table.AddEntityAsync(counted, cancellationToken);
                    await SweepAsync(partition, minute, cancellationToken);
                }

                return total;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
            {
                // Another instance was quicker.
            }
        }

        return count; // Everybody counts at once: better one post too many than a lead lost.
    }

    /// <summary>Whether something is used for the first time.</summary>
    /// <param name="what">What.</param>
    /// <param name="until">Until when it could be used again.</param>
    public async Task<bool> IsFirstUseAsync(string what, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (partition, row) = await KeysAsync(what, (until.ToUnixTimeSeconds() / 60) + 1, cancellationToken);
        var use = OwnWrite.Mark(new TableEntity(partition, row));
        try
        {
            await _table.AddEntityAsync(use, cancellationToken);
            await SweepAsync(partition, clock.GetUtcNow().ToUnixTimeSeconds() / 60, cancellationToken);
            return true;
        }
        catch (RequestFailedException used) when (used.Status == 409)
        {
            return await OwnWrite.FindAsync(_table, use, cancellationToken) is not null;
        }
    }

    private async ValueTask<(string Partition, string Row)> KeysAsync(string what, long ends, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexStringLower(HMACSHA256.HashData(
            await key.ForAsync("form-windows", cancellationToken), Encoding.UTF8.GetBytes(what)).AsSpan(0, 12));
        return ($"w|{digest[0]}", string.Create(CultureInfo.InvariantCulture, $"{ends:d10}|{digest}"));
    }

    private async Task SweepAsync(string partition, long minute, CancellationToken cancellationToken)
    {
        var over = TableKeys.Between(partition, "0", string.Create(CultureInfo.InvariantCulture, $"{minute - 1:d10}"));
        var rows = new List<TableTransactionAction>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            over, SweptAtOnce, [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken))
        {
            rows.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            if (rows.Count == SweptAtOnce)
            {
                break;
            }
        }

        if (rows.Count == 0)
        {
            return;
        }

        try
        {
            await _table.SubmitTransactionAsync(rows, cancellationToken);
        }
        catch (RequestFailedException swept) when (swept.Status == 404)
        {
            // Another instance sweeps too.
        }
    }
}
