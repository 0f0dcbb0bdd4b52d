using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Analytics;

/// <summary>One order that counts, as reports see it. Each order is given once.</summary>
/// <remarks>
/// Shops date an order but not always its refunds, so a refund counts in the period of its order. Refunds beyond the order's sum count up
/// to that sum, as in <see cref="OrderState.Net"/>: so gross less refunds is net in every figure.
/// </remarks>
/// <param name="CustomerId">The contact who ordered.</param>
/// <param name="OrderId">The order, <c>{shop}:{order id}</c>.</param>
/// <param name="At">When it was placed.</param>
/// <param name="Total">Its sum before refunds, at most <see cref="MaxAmount"/> either way.</param>
/// <param name="Refunded">Money returned of it.</param>
/// <param name="Currency">ISO 4217 of both sums.</param>
/// <param name="Lines">What was bought; none when the shop did not say.</param>
/// <exception cref="ArgumentOutOfRangeException">An amount is larger than <see cref="MaxAmount"/>.</exception>
public sealed record Sale(
    string CustomerId, string OrderId, DateTimeOffset At, decimal Total, decimal Refunded, string Currency, IReadOnlyList<SaleLine> Lines)
{
    /// <summary>The largest sum of an order: a trillion orders of it still add up without overflow.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000m;

    /// <summary>Sum before refunds.</summary>
    public decimal Total { get; } = Checked(Total, nameof(Total));

    /// <summary>Money returned.</summary>
    public decimal Refunded { get; } = Checked(Refunded, nameof(Refunded));

    /// <summary>The sum before refunds, never less than nothing.</summary>
    public decimal Gross => Math.Max(0m, Total);

    /// <summary>The sum less refunds, never less than nothing.</summary>
    public decimal Net => Math.Max(0m, Total - Math.Max(0m, Refunded));

    /// <summary>The sale an order is, or null for an order that does not count: cancelled, or so far only its refunds are known.</summary>
    /// <param name="customerId">The contact whose order it is.</param>
    /// <param name="orderId">Its key in <c>Contact.Orders</c>.</param>
    /// <param name="order">What is known of it.</param>
    /// <param name="lines">Its lines, read from the timeline: an order's state does not hold them.</param>
    public static Sale? Of(string customerId, string orderId, OrderState order, IReadOnlyList<SaleLine>? lines = null) =>
        order.Version is { Counts: true } version
            ? new Sale(customerId, orderId, version.PlacedAt, version.Total, order.Refunded, version.Currency, lines ?? [])
            : null;

    internal static decimal Checked(decimal amount, string name) => amount is >= -MaxAmount and <= MaxAmount
        ? amount
        : throw new ArgumentOutOfRangeException(name, "An order's amounts are within a thousand trillion.");
}

/// <summary>A line of an order.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Title">Its name as sold.</param>
/// <param name="Quantity">How much; below zero for goods returned.</param>
/// <param name="Amount">The sum of the line in the order's currency; below zero for a return or a discount.</param>
/// <exception cref="ArgumentOutOfRangeException">An amount or a quantity is larger than <see cref="Sale.MaxAmount"/>.</exception>
public sealed record SaleLine(string ProductId, string Title, decimal Quantity, decimal Amount)
{
    /// <summary>How much.</summary>
    public decimal Quantity { get; } = Sale.Checked(Quantity, nameof(Quantity));

    /// <summary>The sum of the line.</summary>
    public decimal Amount { get; } = Sale.Checked(Amount, nameof(Amount));

    /// <summary>Whether it is goods bought: a return, a discount or a line without quantity is no purchase.</summary>
    public bool IsPurchase => Quantity > 0m && Amount >= 0m;
}
