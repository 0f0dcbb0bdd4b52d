using System.Collections.Immutable;
using ClientBase.Domain.Behaviour;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Contacts;

/// <content>What one event says about orders and carts.</content>
public sealed partial class CaptureBuilder
{
    /// <summary>
    /// Adds an order as it stands now. One of a negative sum is a return that names no order: it is kept, and counts nowhere.
    /// </summary>
    /// <param name="shop">The shop.</param>
    /// <param name="orderId">Its id there.</param>
    /// <param name="version">The order.</param>
    /// <param name="asOf">When it stood so; null: at the time of the event.</param>
    public CaptureBuilder Order(string shop, string orderId, OrderVersion version, DateTimeOffset? asOf = null)
    {
        var placed = ToPast(version.PlacedAt);
        var said = version with
        {
            PlacedAt = placed,
            Counts = version.Counts && version.Total >= 0m,
            Said = new Stamp(asOf is { } known ? ToPast(known) : _at, _id),
        };
        return Since(placed).Join(shop, orderId, OrderState.Unknown with { Version = said });
    }

    /// <summary>Says that the event is about an order, of which it tells nothing that is kept.</summary>
    public CaptureBuilder AboutOrder(string shop, string orderId) => Join(shop, orderId, OrderState.Unknown);

    /// <summary>Adds that an order was paid, sent, delivered or returned; null adds nothing.</summary>
    public CaptureBuilder Milestone(string shop, string orderId, OrderMilestone milestone, DateTimeOffset? at) => at is null
        ? this
        : Join(shop, orderId, OrderState.Unknown with { Milestones = OrderState.Unknown.Milestones.SetItem(milestone, ToPast(at.Value)) });

    /// <summary>Adds an order as it stands now.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="orderId">Its id there.</param>
    /// <param name="placedAt">When it was placed.</param>
    /// <param name="total">Its sum before refunds.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="counts">False once cancelled or deleted.</param>
    public CaptureBuilder Order(string shop, string orderId, DateTimeOffset placedAt, decimal total, string currency, bool counts) =>
        Order(shop, orderId, new OrderVersion(placedAt, total, currency, counts, default));

    /// <summary>Adds that money of an order was returned, in the order's own currency.</summary>
    public CaptureBuilder Refund(string shop, string orderId, string refundId, decimal amount) =>
        Refund(shop, orderId, refundId, new Refund(amount));

    /// <summary>Adds that money of an order was returned.</summary>
    public CaptureBuilder Refund(string shop, string orderId, string refundId, Refund refund) =>
        Join(shop, orderId, OrderState.Unknown with { Refunds = OrderState.Unknown.Refunds.SetItem(refundId, refund) });

    /// <summary>Adds what lies in a cart now.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="token">The cart's token there.</param>
    /// <param name="items">What lies in it.</param>
    /// <param name="total">What it comes to, if told.</param>
    /// <param name="currency">ISO 4217, if told.</param>
    /// <param name="url">Where the person can go on with it, if told.</param>
    public CaptureBuilder Cart(string shop, string token, ImmutableArray<CartItem> items, decimal? total, string? currency, string? url) =>
        Join(
            shop,
            token,
            new CartState(new CartContent(items, total, currency, new Stamp(_at, _id)), url is null ? null : Said(url), null));

    /// <summary>Adds that a cart was ordered; a null token adds nothing.</summary>
    public CaptureBuilder CartEnded(string shop, string? token, DateTimeOffset at) =>
        token is null ? this : Join(shop, token, CartState.Unknown.EndAt(ToPast(at)));

    private CaptureBuilder Join(string shop, string orderId, OrderState state)
    {
        var key = $"{shop}:{orderId}";
        var known = _says.Orders.TryGetValue(key, out var order) ? order : OrderState.Unknown;
        _says = _says with { Orders = _says.Orders.SetItem(key, known.Join(state)) };
        return this;
    }

    private CaptureBuilder Join(string shop, string token, CartState state)
    {
        var key = $"{shop}:{token}";
        var known = _says.Carts.TryGetValue(key, out var cart) ? cart : CartState.Unknown;
        _says = _says with { Carts = _says.Carts.SetItem(key, known.Join(state)) };
        return this;
    }
}
