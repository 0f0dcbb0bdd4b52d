namespace ClientBase.Domain.Segments;

/// <summary>The thresholds of the built-in segments. Days are 24 hours, months are of the calendar (UTC), shares are of one.</summary>
public sealed record SegmentOptions
{
    /// <summary>Active: at least so many orders ...</summary>
    public int ActiveOrders { get; init; } = 2;

    /// <summary>... in so many days ...</summary>
    public int ActiveDays { get; init; } = 180;

    /// <summary>... and the first order more than so many days ago.</summary>
    public int ActiveFirstOrderDays { get; init; } = 30;

    /// <summary>Regular: more orders than this. The loyalty palette's green uses the same number.</summary>
    public int RegularOverOrders { get; init; } = 3;

    /// <summary>
    /// Dead: so many whole days without an order, since the last or since first seen. The colours turn red after the same time.
    /// </summary>
    public int DeadDays { get; init; } = 365;

    /// <summary>VIP: this share of all who ever bought, by total ...</summary>
    public decimal VipShare { get; init; } = 0.05m;

    /// <summary>... with at least so many orders.</summary>
    public int VipOrders { get; init; } = 2;

    /// <summary>Trusted: at least so many orders ...</summary>
    public int TrustedOrders { get; init; } = 4;

    /// <summary>... the first at least so many whole days ago ...</summary>
    public int TrustedFirstOrderDays { get; init; } = 365;

    /// <summary>... the last within so many days ...</summary>
    public int TrustedLastOrderDays { get; init; } = 180;

    /// <summary>... and less than this share of the money returned.</summary>
    public decimal TrustedReturns { get; init; } = 0.2m;

    /// <summary>Rating: of those with a profit, ranked by it, A are up to this share ...</summary>
    public decimal RatingA { get; init; } = 0.2m;

    /// <summary>... B up to this, counted from the top ...</summary>
    public decimal RatingB { get; init; } = 0.5m;

    /// <summary>... and C up to this. The rest are D.</summary>
    public decimal RatingC { get; init; } = 0.8m;

    /// <summary>ABC covers so many months.</summary>
    public int AbcMonths { get; init; } = 12;

    /// <summary>ABC: A as long as the contacts before bring less than this share of the revenue ...</summary>
    public decimal AbcShareA { get; init; } = 0.8m;

    /// <summary>... and B as long as they bring less than this.</summary>
    public decimal AbcShareB { get; init; } = 0.95m;

    /// <summary>XYZ: X up to this coefficient of variation of monthly orders ...</summary>
    public decimal XyzVariationX { get; init; } = 0.5m;

    /// <summary>... and Y up to this.</summary>
    public decimal XyzVariationY { get; init; } = 1.0m;

    /// <summary>XYZ: with fewer full months than this too little is known, and the class is Z.</summary>
    public int XyzMonths { get; init; } = 3;

    /// <summary>Platinum: at least so many orders; gold: fewer.</summary>
    public int PlatinumOrders { get; init; } = 3;

    /// <summary>Red-platinum: at least so many orders before falling silent; red-gold: fewer.</summary>
    public int RedPlatinumOrders { get; init; } = 4;

    /// <summary>Birthday soon: within so many days, today included.</summary>
    public int BirthdayDays { get; init; } = 7;
}
