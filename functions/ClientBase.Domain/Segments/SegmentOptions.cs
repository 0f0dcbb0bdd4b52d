using System.ComponentModel.DataAnnotations;

namespace ClientBase.Domain.Segments;

/// <summary>The thresholds of the built-in segments. Days are 24 hours, months are of the calendar (UTC), shares are of one.</summary>
public sealed record SegmentOptions
{
    private const int MaxDays = 36_500;

    /// <summary>Active: at least so many orders ...</summary>
    [Range(1, 1000)]
    public int ActiveOrders { get; init; } = 2;

    /// <summary>... in so many days ...</summary>
    [Range(1, MaxDays)]
    public int ActiveDays { get; init; } = 180;

    /// <summary>... and the first order more than so many days ago.</summary>
    [Range(0, MaxDays)]
    public int ActiveFirstOrderDays { get; init; } = 30;

    /// <summary>Regular: more orders than this. The loyalty palette's green uses the same number.</summary>
    [Range(1, 1000)]
    public int RegularOverOrders { get; init; } = 3;

    /// <summary>
    /// Dead: so many whole days without an order, since the last or since first seen. The colours turn red after the same time.
    /// </summary>
    [Range(1, MaxDays)]
    public int DeadDays { get; init; } = 365;

    /// <summary>VIP: this share of all who ever bought, by total ...</summary>
    [Range(0.0, 1.0)]
    public decimal VipShare { get; init; } = 0.05m;

    /// <summary>... with at least so many orders.</summary>
    [Range(1, 1000)]
    public int VipOrders { get; init; } = 2;

    /// <summary>Trusted: at least so many orders ...</summary>
    [Range(1, 1000)]
    public int TrustedOrders { get; init; } = 4;

    /// <summary>... the first at least so many whole days ago ...</summary>
    [Range(0, MaxDays)]
    public int TrustedFirstOrderDays { get; init; } = 365;

    /// <summary>... the last within so many days ...</summary>
    [Range(1, MaxDays)]
    public int TrustedLastOrderDays { get; init; } = 180;

    /// <summary>... and less than this share of the money returned.</summary>
    [Range(0.0, 1.0)]
    public decimal TrustedReturns { get; init; } = 0.2m;

    /// <summary>Rating: of those with a profit, ranked by it, A are up to this share ...</summary>
    [Range(0.0, 1.0)]
    public decimal RatingA { get; init; } = 0.2m;

    /// <summary>... B up to this, counted from the top ...</summary>
    [Range(0.0, 1.0)]
    public decimal RatingB { get; init; } = 0.5m;

    /// <summary>... and C up to this. The rest are D.</summary>
    [Range(0.0, 1.0)]
    public decimal RatingC { get; init; } = 0.8m;

    /// <summary>ABC covers so many months.</summary>
    [Range(1, 120)]
    public int AbcMonths { get; init; } = 12;

    /// <summary>ABC: A as long as the contacts before bring less than this share of the revenue ...</summary>
    [Range(0.0, 1.0)]
    public decimal AbcShareA { get; init; } = 0.8m;

    /// <summary>... and B as long as they bring less than this.</summary>
    [Range(0.0, 1.0)]
    public decimal AbcShareB { get; init; } = 0.95m;

    /// <summary>XYZ: X up to this coefficient of variation of monthly orders ...</summary>
    [Range(0.0, 100.0)]
    public decimal XyzVariationX { get; init; } = 0.5m;

    /// <summary>... and Y up to this.</summary>
    [Range(0.0, 100.0)]
    public decimal XyzVariationY { get; init; } = 1.0m;

    /// <summary>XYZ: with fewer full months than this too little is known, and the class is Z.</summary>
    [Range(1, 120)]
    public int XyzMonths { get; init; } = 3;

    /// <summary>Platinum: at least so many orders; gold: fewer.</summary>
    [Range(1, 1000)]
    public int PlatinumOrders { get; init; } = 3;

    /// <summary>Red-platinum: at least so many orders before falling silent; red-gold: fewer.</summary>
    [Range(1, 1000)]
    public int RedPlatinumOrders { get; init; } = 4;

    /// <summary>Birthday soon: within so many days, today included.</summary>
    [Range(1, 366)]
    public int BirthdayDays { get; init; } = 7;

    /// <summary>New: the only order was placed within so many days.</summary>
    [Range(1, MaxDays)]
    public int NewDays { get; init; } = 30;

    /// <summary>Returning: ordered again after at least so many days without an order ...</summary>
    [Range(1, MaxDays)]
    public int ReturningSilentDays { get; init; } = 180;

    /// <summary>... and that within so many days.</summary>
    [Range(1, MaxDays)]
    public int ReturningDays { get; init; } = 30;

    /// <summary>Lost: bought, and then not for so many whole days.</summary>
    [Range(1, MaxDays)]
    public int LostDays { get; init; } = 365;
}
