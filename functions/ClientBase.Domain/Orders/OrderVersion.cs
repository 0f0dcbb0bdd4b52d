using System.Collections.Immutable;
using ClientBase.Domain.Contacts;

namespace ClientBase.Domain.Orders;

/// <summary>A line of an order, as sold.</summary>
/// <param name="ProductId">The product in its shop; null when the shop did not say.</param>
/// <param name="VariantId">The variant of it, where the shop has variants.</param>
/// <param name="Sku">The shop's stock code.</param>
/// <param name="Title">Its name as sold.</param>
/// <param name="Quantity">How many or how much.</param>
/// <param name="Price">Price of one, in the order's currency, before discounts.</param>
/// <param name="Discount">What the line was reduced by in all, in the order's currency.</param>
public sealed record OrderLine(
    string? ProductId, string? VariantId, string? Sku, string? Title, decimal Quantity, decimal Price, decimal Discount = 0m);

/// <summary>An order in the version the shop last sent, without its refunds.</summary>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="Total">Its sum before refunds, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Counts">False once cancelled, deleted, or never valid: then no figure counts it as an order.</param>
/// <param name="Said">The order's own time of change, and the capture that carried it: the later version wins.</param>
public sealed record OrderVersion(DateTimeOffset PlacedAt, decimal Total, string Currency, bool Counts, Stamp Said)
{
    /// <summary>The number people know it by, such as <c>#1001</c>.</summary>
    public string? Number { get; init; }

    /// <summary>The shop's own word for its state, such as <c>processing</c>.</summary>
    public string? Status { get; init; }

    /// <summary>What was bought.</summary>
    public ImmutableArray<OrderLine> Lines { get; init; } = [];

    /// <summary>What the whole order was reduced by.</summary>
    public decimal Discount { get; init; }

    /// <summary>Promo codes it carried, as typed.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Cost of the delivery, part of the total.</summary>
    public decimal Shipping { get; init; }

    /// <summary>Tax, part of the total.</summary>
    public decimal Tax { get; init; }

    /// <summary>Whether the shop says that all of it was paid back.</summary>
    public bool IsRefunded { get; init; }

    /// <summary>Whether the shop has given the order to another customer since: it counts for them, and not here.</summary>
    public bool IsElsewhere { get; init; }

    /// <inheritdoc/>
    public bool Equals(OrderVersion? other) =>
        other is not null && PlacedAt == other.PlacedAt && Total == other.Total && Currency == other.Currency && Counts == other.Counts
        && Said == other.Said && Number == other.Number && Status == other.Status && Lines.SequenceEqual(other.Lines)
        && Discount == other.Discount && Codes.SequenceEqual(other.Codes) && Shipping == other.Shipping && Tax == other.Tax
        && IsRefunded == other.IsRefunded && IsElsewhere == other.IsElsewhere;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PlacedAt, Total, Currency, Counts, Said);
}

/// <summary>What happens to an order on its way. Each is kept with its first time.</summary>
public enum OrderMilestone
{
    /// <summary>Paid in full.</summary>
    Paid,

    /// <summary>Handed to the carrier.</summary>
    Fulfilled,

    /// <summary>In the customer's hands.</summary>
    Delivered,

    /// <summary>Goods came back.</summary>
    Returned,
}

/// <summary>A line of a refund.</summary>
/// <param name="ProductId">The product that came back.</param>
/// <param name="Quantity">How many or how much.</param>
/// <param name="Amount">Money returned for it, in the order's currency.</param>
public sealed record RefundLine(string? ProductId, decimal Quantity, decimal Amount);

/// <summary>Money of an order returned.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Currency">Of which currency; null: the order's own.</param>
public sealed record Refund(decimal Amount, string? Currency = null)
{
    /// <summary>What came back, where the shop said it.</summary>
    public ImmutableArray<RefundLine> Lines { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(Refund? other) =>
        other is not null && Amount == other.Amount && Currency == other.Currency && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Amount, Currency, Lines.Length);
}
