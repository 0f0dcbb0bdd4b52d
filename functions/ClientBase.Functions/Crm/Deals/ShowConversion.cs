using ClientBase.Domain.Crm;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm.Deals;

/// <summary>How deals went through the funnel in a span of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Stages">The stages in their order; after them those that the funnel no longer has.</param>
public sealed record ConversionView(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StageConversion> Stages);

/// <summary>Shows what share of deals goes on from each stage, and how long they stay in it.</summary>
public sealed class ShowConversion(FunnelStore funnels, StageMoves moves, TimeProvider clock)
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(90); // Where 'from' is not given.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    /// <summary>The moves between <c>from</c> and <c>to</c>; without these, of the last 90 days.</summary>
    [Function(nameof(ShowConversion))]
    [Asks("from", "The first instant or day.")]
    [Asks("to", "The last.")]
    [Answers<ConversionView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "funnel/conversion")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var isTime = QueryTimes.TryRead(request, "from", out var asked) & QueryTimes.TryRead(request, "to", out var end);
        var to = end ?? clock.GetUtcNow();
        var from = asked ?? (to > DateTimeOffset.UnixEpoch + Reach ? to - Reach : to);
        if (!isTime || from > to || to - from > Longest)
        {
            return Problems.BadRequest(
                "'from' and 'to' are times such as 2026-03-01 or 2026-03-01T12:00:00Z, the earlier one first, ten years apart at most.");
        }

        var funnel = await funnels.GetAsync(cancellationToken);
        return Results.Json(new ConversionView(
            from, to, StageConversion.Of(funnel, await moves.ReadAsync(from, to, cancellationToken))));
    }
}
