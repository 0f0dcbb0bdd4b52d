using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Orders;

/// <summary>An order in the version the shop last sent, without its refunds.</summary>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="Total">Its sum before refunds, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Counts">False once cancelled, deleted, or never valid: then no figure counts it as an order.</param>
/// <param name="Said">The order's own time of change, and the capture that carried it: the later version wins.</param>
public sealed record OrderVersion(DateTimeOffset PlacedAt, decimal Total, string Currency, bool Counts, Stamp Said);

/// <summary>What is known of an order. Refunds may be known before the order itself is.</summary>
/// <param name="Version">The latest version, or null while only refunds have come.</param>
/// <param name="Refunds">Money returned, by refund id, in the order's currency.</param>
public sealed record OrderState(OrderVersion? Version, ImmutableSortedDictionary<string, decimal> Refunds)
{
    /// <summary>An order of which nothing is known yet.</summary>
    public static OrderState Unknown { get; } = new(null, ImmutableSortedDictionary.Create<string, decimal>(StringComparer.Ordinal));

    /// <summary>Whether it counts as an order in figures and segments.</summary>
    public bool Counts => Version is { Counts: true };

    /// <summary>Money returned.</summary>
    public decimal Refunded => Refunds.Values.Sum();

    /// <summary>Total less refunds, never less than nothing; zero for one that does not count.</summary>
    public decimal Net => Version is { Counts: true } version ? Math.Max(0m, version.Total - Refunded) : 0m;

    /// <summary>Everything both know of one order.</summary>
    public OrderState Join(OrderState other)
    {
        var refunds = Refunds.ToBuilder();
        foreach (var (id, amount) in other.Refunds)
        {
            // Shops repeat a refund unchanged. If two differ all the same, the larger one is kept, so that their order does not matter.
            refunds[id] = refunds.TryGetValue(id, out var known) ? Math.Max(known, amount) : amount;
        }

        return new OrderState(Later(Version, other.Version), refunds.ToImmutable());
    }

    private static OrderVersion? Later(OrderVersion? a, OrderVersion? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }

        return a.Said >= b.Said ? a : b;
    }
}
