using ClientBase.Domain.Crm;
using ClientBase.Domain.Orders;

namespace ClientBase.Domain.Loyalty;

/// <summary>A level of the program.</summary>
/// <param name="Id">What it is called: <c>silver</c>.</param>
/// <param name="From">Total spent from which on a customer has it, in the program's currency.</param>
/// <param name="Discount">Discount in per cent, 0 to 100.</param>
public sealed record LoyaltyTier(string Id, decimal From, decimal Discount);

/// <summary>What a friend gets who comes by somebody's code.</summary>
/// <param name="Percent">Discount of a promo code of their own, in per cent.</param>
public sealed record FriendGift(decimal Percent);

/// <summary>What bringing a friend is worth.</summary>
/// <param name="Inviter">Points for whoever brought a friend, at the friend's first order that counts.</param>
/// <param name="Friend">What the friend gets; null: nothing.</param>
/// <param name="Since">Since when friends are brought: a code that was said before is none. Null: ever since.</param>
public sealed record ReferralTerms(decimal Inviter, FriendGift? Friend, DateTimeOffset? Since = null);

/// <summary>The loyalty program of the shop.</summary>
/// <param name="Currency">ISO 4217. Orders in another give no points and count towards no tier: there are no exchange rates here.</param>
/// <param name="Tiers">The levels, by what they begin at; may be empty.</param>
/// <param name="PointsPer">Points for one unit of money of an order's total; 0: none.</param>
/// <param name="ExpiresAfter">How long points last (<c>365d</c>); null: for ever.</param>
/// <param name="Referral">What bringing a friend is worth; null: nothing.</param>
public sealed record LoyaltyProgram(
    string Currency, IReadOnlyList<LoyaltyTier> Tiers, decimal PointsPer, string? ExpiresAfter, ReferralTerms? Referral)
{
    /// <summary>How long points last; null: for ever.</summary>
    public TimeSpan? Lifetime() => Durations.TryParse(ExpiresAfter, out var lifetime) ? lifetime : null;

    /// <summary>What an order gives that begins to count while this program is in force; null: nothing.</summary>
    public OrderGrant? GrantFor(OrderState before, OrderState after) =>
        PointsPer > 0 && after.Counts && !before.Counts && after.Version!.Currency == Currency
            ? new OrderGrant(PointsPer, Currency, Lifetime())
            : null;

    /// <summary>The level of a customer; null below the first.</summary>
    /// <param name="orders">All their orders.</param>
    public LoyaltyTier? TierOf(IEnumerable<OrderState> orders) =>
        TierFrom(orders.Where(order => order.Counts && order.Version!.Currency == Currency).Sum(order => order.Net));

    /// <summary>The level of who has spent so much; null below the first.</summary>
    public LoyaltyTier? TierFrom(decimal spent) => Tiers.Where(tier => tier.From <= spent).MaxBy(tier => tier.From);

    /// <summary>What stands in the way of using it, by field; empty when nothing does.</summary>
    public IReadOnlyDictionary<string, string[]> Check()
    {
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        for (var at = 0; at < Tiers.Count; at++)
        {
            var tier = Tiers[at];
            if (Tiers.Take(at).Any(other => other.Id == tier.Id))
            {
                errors[$"tiers[{at}].id"] = ["another tier has this id"];
            }

            if (Tiers.Take(at).Any(other => other.From == tier.From))
            {
                errors[$"tiers[{at}].from"] = ["another tier begins at the same sum"];
            }
        }

        if (ExpiresAfter is not null && Lifetime() is null)
        {
            errors["expiresAfter"] = ["a span such as 365d, or null for points that last"];
        }

        return errors;
    }
}
