using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Segments.Facts;

/// <summary>What segments need to know of an order that counts.</summary>
/// <param name="Key">A digest of the order's key, so that a later version of the order replaces this one.</param>
/// <param name="PlacedAt">When it was placed, to the millisecond.</param>
/// <param name="Total">Its sum before refunds.</param>
/// <param name="Refunded">Money returned of it.</param>
/// <param name="Currency">ISO 4217 of both.</param>
public readonly record struct OrderFact(ulong Key, DateTimeOffset PlacedAt, decimal Total, decimal Refunded, string Currency)
{
    /// <summary>Total less refunds, never less than nothing.</summary>
    public decimal Net => Math.Max(0m, Total - Refunded);

    /// <summary>The digest of an order's key. Within one contact two are equal about once in 10^9 contacts of 100,000 orders.</summary>
    public static ulong KeyOf(string orderKey) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(orderKey)));

    /// <summary>The fact of an order; null when it does not count.</summary>
    public static OrderFact? Of(string orderKey, OrderState order) => order.Version is { Counts: true } version
        ? new OrderFact(KeyOf(orderKey), version.PlacedAt, version.Total, order.Refunded, version.Currency)
        : null;
}
