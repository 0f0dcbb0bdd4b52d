using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Loyalty;

/// <summary>A promo code that was given out.</summary>
/// <param name="Code">In capitals.</param>
/// <param name="Percent">Discount in per cent.</param>
/// <param name="Amount">Discount as a sum. Neither: it stands for a gift.</param>
/// <param name="Currency">The currency of its sums, ISO 4217; null: any.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Source">Where it came from: <c>api</c>, <c>form:{id}</c>, <c>referral</c>.</param>
public sealed record PromoCode(
    string Code, decimal? Percent, decimal? Amount, string? Currency, DateTimeOffset CreatedAt, string Source)
{
    /// <summary>Until when it can be used; null: for ever.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many orders it can be used for; null: any number.</summary>
    public int? Limit { get; init; }

    /// <summary>What an order has to come to at least; null: anything.</summary>
    public decimal? MinTotal { get; init; }

    /// <summary>The contact whose alone it is; null: anybody's.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether it was made for one person alone, also when that person was erased since.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>What it takes off a sum; null for a gift.</summary>
    public decimal? DiscountOn(decimal total) => this switch
    {
        { Percent: { } percent } => PointsLedger.Plain(Math.Round(total * percent / 100m, 2, MidpointRounding.AwayFromZero)),
        { Amount: { } amount } => PointsLedger.Plain(Math.Min(amount, total)),
        _ => null,
    };

    /// <summary>
    /// The orders that redeem it. Of more than its limit those placed first, so that the order they were told of in makes no difference.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, OrderState>> RedeemedBy(IEnumerable<KeyValuePair<string, OrderState>> orders) =>
    [
        .. orders.Where(order => order.Value.Counts && PromoText.In(order.Value).Contains(Code))
            .OrderBy(order => order.Value.Version!.PlacedAt).ThenBy(order => order.Key, StringComparer.Ordinal)
            .Take(Limit ?? int.MaxValue),
    ];

    /// <summary><c>redeemed</c>, <c>expired</c> or <c>active</c>.</summary>
    /// <param name="redeemed">How many orders have redeemed it.</param>
    /// <param name="now">Now.</param>
    public string StateAt(int redeemed, DateTimeOffset now) =>
        redeemed >= Limit ? "redeemed" : ExpiresAt <= now ? "expired" : "active";

    /// <summary>Why it cannot be used; null when it can.</summary>
    /// <param name="redeemed">How many orders have redeemed it.</param>
    /// <param name="total">What the order comes to; null: not known yet.</param>
    /// <param name="isTheirs">Whether the customer is the one it was made for.</param>
    /// <param name="now">Now.</param>
    public string? WhyNot(int redeemed, decimal? total, bool isTheirs, DateTimeOffset now) => StateAt(redeemed, now) switch
    {
        "redeemed" => "used",
        "expired" => "expired",
        _ when IsPersonal && !isTheirs => "not-yours",
        _ when total < MinTotal => "min-total",
        _ => null,
    };
}
