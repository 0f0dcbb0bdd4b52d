using ClientBase.Functions.Segments.Defining;

namespace ClientBase.Functions.Automations.Defining;

/// <summary>Tells which automations go by a segment.</summary>
public sealed class AutomationSegments(AutomationStore automations) : ISegmentUser
{
    public async Task<IReadOnlyList<string>> UsersOfAsync(string segmentId, CancellationToken cancellationToken) =>
    [
        .. (await automations.ListAsync(cancellationToken))
            .Where(automation => automation.Definition.Segments.Contains(segmentId))
            .Select(automation => $"automation {automation.Id}"),
    ];
}
