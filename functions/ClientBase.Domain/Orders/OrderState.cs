using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Orders;

/// <summary>What is known of an order. Refunds may be known before the order itself is.</summary>
/// <param name="Version">The latest version, or null while only refunds have come.</param>
/// <param name="Refunds">Money returned, by refund id.</param>
public sealed record OrderState(OrderVersion? Version, ImmutableSortedDictionary<string, Refund> Refunds)
{
    private const string Moved = "moved";

    /// <summary>An order of which nothing is known yet.</summary>
    public static OrderState Unknown { get; } = new(null, ImmutableSortedDictionary.Create<string, Refund>(StringComparer.Ordinal));

    /// <summary>When each milestone was first reached.</summary>
    public ImmutableSortedDictionary<OrderMilestone, DateTimeOffset> Milestones { get; init; } =
        ImmutableSortedDictionary<OrderMilestone, DateTimeOffset>.Empty;

    /// <summary>Whether it counts as an order in figures and segments.</summary>
    public bool Counts => Version is { Counts: true };

    /// <summary>
    /// Money returned, in the order's currency. A refund in another currency cannot be taken from this sum. An order of which the shop says
    /// that all was returned has at least its total here, however many of its refunds were told.
    /// </summary>
    public decimal Refunded
    {
        get
        {
            var told = Refunds.Values
                .Where(refund => refund.Currency is null || refund.Currency == Version?.Currency)
                .Sum(refund => refund.Amount);
            return Version is { IsRefunded: true } version ? Math.Max(version.Total, told) : told;
        }
    }

    /// <summary>Total less refunds, never less than nothing; zero for one that does not count.</summary>
    public decimal Net => Version is { Counts: true } version ? Math.Max(0m, version.Total - Refunded) : 0m;

    /// <summary>The order as it stays with whoever had it when the shop gives it to another customer.</summary>
    /// <param name="said">The version that names the other customer.</param>
    public OrderState GoElsewhere(Stamp said) =>
        Version is null ? this : this with { Version = Version with { Counts = false, IsElsewhere = true, Status = Moved, Said = said } };

    /// <summary>Everything both know of one order. The order in which states are joined makes no difference.</summary>
    public OrderState Join(OrderState other)
    {
        var refunds = Refunds.ToBuilder();
        foreach (var (id, refund) in other.Refunds)
        {
            refunds[id] = refunds.TryGetValue(id, out var known) ? Larger(known, refund) : refund;
        }

        var milestones = Milestones.ToBuilder();
        foreach (var (milestone, at) in other.Milestones)
        {
            milestones[milestone] = milestones.TryGetValue(milestone, out var known) && known < at ? known : at;
        }

        return new OrderState(Later(Version, other.Version), refunds.ToImmutable()) { Milestones = milestones.ToImmutable() };
    }

    // Shops repeat a refund unchanged. If two differ all the same, the larger one is kept, so that their order does not matter. Of two in
    // different currencies it is the one in the order's own.
    private static Refund Larger(Refund a, Refund b)
    {
        var order = (a.Currency is null, a.Amount, a.Lines.Length).CompareTo((b.Currency is null, b.Amount, b.Lines.Length));
        order = order != 0 ? order : string.CompareOrdinal(a.Currency, b.Currency);
        order = order != 0 ? order : string.CompareOrdinal(string.Join('|', a.Lines), string.Join('|', b.Lines));
        return order >= 0 ? a : b;
    }

    private static OrderVersion? Later(OrderVersion? a, OrderVersion? b)
    {
        if (a is null || b is null)
        {
            return a ?? b;
        }

        // What is left of an order elsewhere bears the stamp of the version that took it away: that one is the order.
        return a.Said == b.Said ? (a.IsElsewhere ? b : a) : a.Said > b.Said ? a : b;
    }
}
