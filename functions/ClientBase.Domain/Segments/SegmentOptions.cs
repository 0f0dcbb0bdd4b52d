namespace ClientBase.Domain.Segments;

/// <summary>The thresholds of the built-in segments. Days are 24 hours, shares are of one.</summary>
public sealed record SegmentOptions
{
    /// <summary>Active: at least so many orders ...</summary>
    public int ActiveOrders { get; init; } = 2;

    /// <summary>... in so many days ...</summary>
    public int ActiveDays { get; init; } = 180;

    /// <summary>... and the first order more than so many days ago.</summary>
    public int ActiveFirstOrderDays { get; init; } = 30;

    /// <summary>Regular: more orders than this.</summary>
    public int RegularOverOrders { get; init; } = 3;

    /// <summary>Dead: so many whole days without an order, since the last or since first seen.</summary>
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
}
