using ClientBase.Functions.Contacts.Filing;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Recompute;

/// <summary>Asks for the segments to be recomputed; also by time alone somebody enters a segment or leaves it.</summary>
public sealed class RecomputeSegments(RecomputeRequests requests)
{
    [Function(nameof(RecomputeSegments))]
    public Task RunAsync([TimerTrigger("%Schedule_RecomputeSegments%")] TimerInfo timer, CancellationToken cancellationToken) =>
        requests.AskAsync(isRebuild: false, cancellationToken);
}
