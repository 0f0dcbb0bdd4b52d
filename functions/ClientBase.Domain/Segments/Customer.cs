using ClientBase.Domain.Segments.Families;

namespace ClientBase.Domain.Segments;

/// <summary>A contact as segments see it: its own facts, and its place in the base.</summary>
/// <param name="Facts">Its own facts.</param>
/// <param name="Rfm">Its digits among the base; null for contacts who never bought.</param>
/// <param name="IsTop">Whether it is in the top share of the base by total.</param>
/// <param name="Rating">Its place by profit.</param>
/// <param name="Abc">Its place by revenue of the period.</param>
/// <param name="AsOf">The instant of the facts.</param>
public readonly record struct Customer(CustomerFacts Facts, RfmScore? Rfm, bool IsTop, Rating Rating, Abc Abc, DateTimeOffset AsOf)
{
    /// <summary>Its third of the buyers by average order; null for contacts who never bought.</summary>
    public CheckBand? Check { get; init; }

    /// <summary>How long ago something was; null when it never was.</summary>
    public TimeSpan? Since(DateTimeOffset? instant) => AsOf - instant;

    /// <summary>Whether the contact was silent for so many whole days: since the last order or, without one, since first seen.</summary>
    public bool IsSilentFor(int days) => Since(Facts.Orders > 0 ? Facts.LastOrderAt : Facts.FirstSeenAt) >= TimeSpan.FromDays(days);
}
