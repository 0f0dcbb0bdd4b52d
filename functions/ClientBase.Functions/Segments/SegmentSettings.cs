using System.ComponentModel.DataAnnotations;
using ClientBase.Domain.Segments;

namespace ClientBase.Functions.Segments;

/// <summary>Settings under <c>Segments</c>: the thresholds of the built-in segments, and the patience with a run.</summary>
public sealed class SegmentSettings
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Segments";

    private const int MaxDays = 36_500;

    private static readonly SegmentOptions Defaults = new();

    /// <summary>See <see cref="SegmentOptions.ActiveOrders"/>.</summary>
    [Range(1, 1000)]
    public int ActiveOrders { get; set; } = Defaults.ActiveOrders;

    /// <summary>See <see cref="SegmentOptions.ActiveDays"/>.</summary>
    [Range(1, MaxDays)]
    public int ActiveDays { get; set; } = Defaults.ActiveDays;

    /// <summary>See <see cref="SegmentOptions.ActiveFirstOrderDays"/>.</summary>
    [Range(0, MaxDays)]
    public int ActiveFirstOrderDays { get; set; } = Defaults.ActiveFirstOrderDays;

    /// <summary>See <see cref="SegmentOptions.RegularOverOrders"/>.</summary>
    [Range(1, 1000)]
    public int RegularOverOrders { get; set; } = Defaults.RegularOverOrders;

    /// <summary>See <see cref="SegmentOptions.DeadDays"/>.</summary>
    [Range(1, MaxDays)]
    public int DeadDays { get; set; } = Defaults.DeadDays;

    /// <summary>See <see cref="SegmentOptions.VipShare"/>.</summary>
    [Range(0.0, 1.0)]
    public decimal VipShare { get; set; } = Defaults.VipShare;

    /// <summary>See <see cref="SegmentOptions.VipOrders"/>.</summary>
    [Range(1, 1000)]
    public int VipOrders { get; set; } = Defaults.VipOrders;

    /// <summary>See <see cref="SegmentOptions.TrustedOrders"/>.</summary>
    [Range(1, 1000)]
    public int TrustedOrders { get; set; } = Defaults.TrustedOrders;

    /// <summary>See <see cref="SegmentOptions.TrustedFirstOrderDays"/>.</summary>
    [Range(0, MaxDays)]
    public int TrustedFirstOrderDays { get; set; } = Defaults.TrustedFirstOrderDays;

    /// <summary>See <see cref="SegmentOptions.TrustedLastOrderDays"/>.</summary>
    [Range(1, MaxDays)]
    public int TrustedLastOrderDays { get; set; } = Defaults.TrustedLastOrderDays;

    /// <summary>See <see cref="SegmentOptions.TrustedReturns"/>.</summary>
    [Range(0.0, 1.0)]
    public decimal TrustedReturns { get; set; } = Defaults.TrustedReturns;

    /// <summary>After so many minutes a run that did not finish is given up when the next is asked for.</summary>
    [Range(1, 1440)]
    public int RunTimeoutMinutes { get; set; } = 60;

    /// <summary>The thresholds.</summary>
    public SegmentOptions ToOptions() => new()
    {
        ActiveOrders = ActiveOrders,
        ActiveDays = ActiveDays,
        ActiveFirstOrderDays = ActiveFirstOrderDays,
        RegularOverOrders = RegularOverOrders,
        DeadDays = DeadDays,
        VipShare = VipShare,
        VipOrders = VipOrders,
        TrustedOrders = TrustedOrders,
        TrustedFirstOrderDays = TrustedFirstOrderDays,
        TrustedLastOrderDays = TrustedLastOrderDays,
        TrustedReturns = TrustedReturns,
    };
}
