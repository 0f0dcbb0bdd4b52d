using ClientBase.Domain.Loyalty;

namespace ClientBase.Functions.Loyalty;

// What the routes of this feature take, as GET /api/openapi.json tells it. They are read field by field, so that all that is wrong is
// told at once.

/// <summary>The loyalty program to be.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Tiers">The levels, by what they begin at.</param>
/// <param name="PointsPer">Points for one unit of money.</param>
/// <param name="ExpiresAfter">How long points last (<c>365d</c>); left out: for ever.</param>
/// <param name="Referral">What bringing a friend is worth.</param>
public sealed record LoyaltyBody(
    string Currency,
    IReadOnlyList<LoyaltyTier>? Tiers = null,
    decimal? PointsPer = null,
    string? ExpiresAfter = null,
    ReferralTerms? Referral = null);

/// <summary>Points given or taken by hand.</summary>
/// <param name="Delta">How many; below 0: taken.</param>
/// <param name="Reason">Why.</param>
public sealed record PointsBody(decimal Delta, string? Reason = null);

/// <summary>Promo codes to be made: a share or a sum off.</summary>
/// <param name="Prefix">What they begin with.</param>
/// <param name="Count">How many; 1 where left out.</param>
/// <param name="Percent">What they take off, in per cent.</param>
/// <param name="Amount">What they take off, in <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ExpiresAt">Until when they are good.</param>
/// <param name="Limit">How often each may be used; once where left out.</param>
/// <param name="MinTotal">The least total of an order they are good for.</param>
/// <param name="Contact">The one contact they are for.</param>
public sealed record PromoRequestBody(
    string? Prefix = null,
    int? Count = null,
    decimal? Percent = null,
    decimal? Amount = null,
    string? Currency = null,
    DateTimeOffset? ExpiresAt = null,
    int? Limit = null,
    decimal? MinTotal = null,
    string? Contact = null);
