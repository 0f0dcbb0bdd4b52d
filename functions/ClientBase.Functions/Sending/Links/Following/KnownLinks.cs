using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using ClientBase.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace ClientBase.Functions.Sending.Links.Following;

/// <summary>An address that links of a mailing lead to.</summary>
/// <param name="Campaign">The mailing.</param>
/// <param name="Channel">By which channel it went.</param>
/// <param name="Url">The address; empty for the mailing itself, which opens are told by.</param>
public sealed record KnownLink(string Campaign, string Channel, string Url);

/// <summary>
/// The addresses that links of mailings lead to, so that links are short: partition <c>links</c> of the ledger, a row an address of a
/// mailing. What is in an address of one reader alone is not kept: it rides in the link.
/// </summary>
public sealed class KnownLinks(TableServiceClient service, IMemoryCache cache)
{
    private const string Partition = "links";
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    private readonly TableClient _table = service.GetTableClient(Tables.Ledger);

    /// <summary>The id of an address, kept before it is given: one write an instance and hour.</summary>
    public async ValueTask<ulong> KeepAsync(KnownLink link, CancellationToken cancellationToken)
    {
        var id = IdOf(link);
        if (!cache.TryGetValue((nameof(KnownLinks), id), out _))
        {
            var row = new TableEntity(Partition, RowOf(id)) { ["Campaign"] = link.Campaign, ["Channel"] = link.Channel };
            LongText.Write(row, "Url", link.Url);
            await _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
            cache.Set((nameof(KnownLinks), id), link, Remembered);
        }

        return id;
    }

    /// <summary>The address of an id; null for one that is not kept.</summary>
    public async ValueTask<KnownLink?> FindAsync(ulong id, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue((nameof(KnownLinks), id), out KnownLink? known))
        {
            return known;
        }

        var row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, RowOf(id), cancellationToken: cancellationToken);
        return row.HasValue
            ? cache.Set(
                (nameof(KnownLinks), id),
                new KnownLink(
                    row.Value!.GetString("Campaign")!, row.Value.GetString("Channel")!, LongText.Read(row.Value, "Url") ?? ""),
                Remembered)
            : null;
    }

    private static ulong IdOf(KnownLink link) => BinaryPrimitives.ReadUInt64BigEndian(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{link.Campaign}\n{link.Channel}\n{link.Url}")));

    private static string RowOf(ulong id) => id.ToString("x16", CultureInfo.InvariantCulture);
}
