namespace ClientBase.Functions.Reports.Making;

/// <summary>What the figures of a report change with, and so how long they can be kept.</summary>
public enum ReportBasis
{
    /// <summary>With something that is read as it is now: made anew each time it is asked for.</summary>
    Live,

    /// <summary>With a recompute alone: it takes in what reports are made from.</summary>
    Recompute,

    /// <summary>With a recompute, or with costs that are imported.</summary>
    RecomputeAndCosts,
}
