using Azure.Data.Tables;
using ClientBase.Domain.Identity;
using ClientBase.Domain.Loyalty;
using ClientBase.Domain.Orders;
using ClientBase.Functions.Contacts.Timeline;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Loyalty.Promo;

/// <summary>An order that redeemed a code.</summary>
/// <param name="Key"><c>{shop}:{order id}</c>.</param>
/// <param name="At">When it was placed.</param>
/// <param name="Contact">Whose it is; null when nobody knows.</param>
public sealed record Redemption(string Key, DateTimeOffset At, string? Contact);

/// <summary>A code and what redeemed it.</summary>
/// <param name="Promo">The code.</param>
/// <param name="By">The orders, as far as they were read.</param>
/// <param name="Uses">
/// How many there are, those of people included who were erased since; of a code without a limit how many ever carried it.
/// </param>
public sealed record PromoReading(PromoCode Promo, IReadOnlyList<Redemption> By, int Uses);

/// <summary>Reads promo codes. Whether an order redeems one, the order says itself, whatever came first.</summary>
public sealed class PromoReader(TableServiceClient service)
{
    private const int AtOnce = 32;
    private const int MaxFollowed = 1000; // The largest limit of a code.
    private const int MaxShown = 100; // Of a code without a limit.

    private readonly TableClient _codes = service.GetTableClient(Tables.Loyalty);
    private readonly TableClient _contacts = service.GetTableClient(Tables.Contacts);

    /// <summary>A code with what redeemed it; null when it was never given out.</summary>
    public async Task<PromoReading?> ReadAsync(string code, CancellationToken cancellationToken) =>
        await RowsAsync(code, cancellationToken) is ({ } promo, var carriers, var erased)
            ? await FollowAsync(promo, carriers, erased, cancellationToken)
            : null;

    /// <summary>The same, as far as a checkout has to know: orders are read only when there are as many as the code is good for.</summary>
    public async Task<PromoReading?> GlanceAsync(string code, CancellationToken cancellationToken) =>
        await RowsAsync(code, cancellationToken) is not ({ } promo, var carriers, var erased) ? null
        : promo.Limit <= carriers.Count + erased ? await FollowAsync(promo, carriers, erased, cancellationToken)
        : new PromoReading(promo, [], carriers.Count + erased);

    private async Task<(PromoCode? Promo, IReadOnlyList<string> Orders, int Erased)> RowsAsync(
        string code, CancellationToken cancellationToken) =>
        PromoRow.Read(await FiledEntries.RowsAsync(_codes, PromoRow.PartitionOf(code), PromoRow.Prefix(code), cancellationToken));

    private async Task<PromoReading> FollowAsync(
        PromoCode promo, IReadOnlyList<string> carriers, int erased, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (OrderState Order, string? Contact)>(StringComparer.Ordinal);
        foreach (var some in carriers.Take(promo.Limit is null ? MaxShown : MaxFollowed).Chunk(AtOnce))
        {
            var orders = await Task.WhenAll(some.Select(key => FindAsync(key, cancellationToken)));
            foreach (var (key, order) in some.Zip(orders).Where(one => one.Second is not null))
            {
                found[key] = order!.Value;
            }
        }

        var redeemed = promo.RedeemedBy(found.Select(one => KeyValuePair.Create(one.Key, one.Value.Order)));
        var by = redeemed.Take(Math.Max(0, (promo.Limit ?? int.MaxValue) - erased))
            .Select(order => new Redemption(order.Key, order.Value.Version!.PlacedAt, found[order.Key].Contact)).ToList();
        return new PromoReading(promo, by, (promo.Limit is null ? carriers.Count : by.Count) + erased);
    }

    // An order is found by its key, as its refund finds it: its contact may have become part of another, or been taken apart again.
    private async Task<(OrderState Order, string? Contact)?> FindAsync(string orderKey, CancellationToken cancellationToken)
    {
        var key = new IdentityKey(IdentityKind.Order, orderKey);
        var claim = await RowAsync(ContactId.ShardOf(key), ClaimRow.Key(key), cancellationToken);
        for (var id = claim?.GetString(ClaimRow.Contact); id is not null;)
        {
            if (await RowAsync(ContactId.ShardOf(id), ContactRow.Key(id), cancellationToken) is not { } row)
            {
                return null;
            }

            if (row.GetString(ContactRow.MergedInto) is { } survivor)
            {
                id = survivor;
                continue;
            }

            var parts = await Task.WhenAll(ContactRow.Read(row).AllIds.Select(part =>
                RowAsync(ContactId.ShardOf(part), OrderRow.Key(part, orderKey), cancellationToken)));
            var order = parts.OfType<TableEntity>().Aggregate(OrderState.Unknown, (known, part) => known.Join(OrderRow.Read(part).Order));
            return (order, ContactRow.IsPerson(row) ? id : null);
        }

        return null;
    }

    private async Task<TableEntity?> RowAsync(string partition, string rowKey, CancellationToken cancellationToken)
    {
        var read = await _contacts.GetEntityIfExistsAsync<TableEntity>(partition, rowKey, cancellationToken: cancellationToken);
        return read.HasValue ? read.Value : null;
    }
}
