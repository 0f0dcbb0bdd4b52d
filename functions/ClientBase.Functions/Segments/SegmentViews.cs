using ClientBase.Functions.Http;
using ClientBase.Functions.Segments.Recompute;
using Microsoft.AspNetCore.Http;

namespace ClientBase.Functions.Segments;

/// <summary>Shows segments with how many are in them, and how far a new rule is.</summary>
public sealed class SegmentViews(SegmentStore segments, RecomputeRuns runs)
{
    /// <summary>The views of some segments, in the caller's language.</summary>
    public async Task<IReadOnlyList<SegmentView>> OfAsync(
        HttpRequest request, IReadOnlyList<AnySegment> shown, CancellationToken cancellationToken)
    {
        var counts = segments.CountAsync(cancellationToken);
        var run = runs.GetAsync(cancellationToken);
        await Task.WhenAll(counts, run);
        var language = Client.LanguageOf(request);
        return [.. shown.Select(segment => SegmentView.Of(segment, counts.Result, run.Result, language))];
    }
}
