using ClientBase.Functions.Storage.Rows;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Keeps something of its own up to date with the base, beside the snapshots.</summary>
public interface IChangeFollower
{
    /// <summary>
    /// Called while a run is planned, before what has changed is forgotten; again with the same when that was cut short.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="anew">Contacts that have to be read anew: merged, taken apart, erased.</param>
    /// <param name="people">People of whom something has changed that reports know.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task FollowAsync(
        RecomputeRun run, IReadOnlyCollection<string> anew, IReadOnlyList<ReportedPerson> people, CancellationToken cancellationToken);
}
