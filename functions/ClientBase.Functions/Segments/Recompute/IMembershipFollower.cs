using ClientBase.Domain.Segments.Facts;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>A feature that does something about people who enter or leave segments.</summary>
public interface IMembershipFollower
{
    /// <summary>
    /// Called for each shard once its changes are written, and before they count as applied; again with the same when that was cut short.
    /// </summary>
    /// <param name="run">The run that found them.</param>
    /// <param name="changes">What changed; computed each time they are gone through.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task FollowAsync(RecomputeRun run, IEnumerable<SegmentChange> changes, CancellationToken cancellationToken);
}
