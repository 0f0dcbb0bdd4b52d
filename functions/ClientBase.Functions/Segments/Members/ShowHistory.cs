using ClientBase.Domain.Identity;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Storage;
using ClientBase.Functions.Storage.Rows;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments.Members;

/// <summary>Who entered a segment and who left it between two times, and who did both counts as neither.</summary>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="Entered">How many were not in it before and were after.</param>
/// <param name="Left">How many were in it before and were not after.</param>
/// <param name="Items">Each with the change that decided it, in the order of their ids.</param>
/// <param name="Continuation">What to pass for the next page; null on the last.</param>
public sealed record SegmentDiffView(
    DateTimeOffset From, DateTimeOffset To, int Entered, int Left, IReadOnlyList<SegmentChangeView> Items, string? Continuation);

/// <summary>Shows how a segment has changed: between two times, and day by day.</summary>
public sealed class ShowHistory(
    SegmentDirectory directory,
    SegmentChanges changes,
    SegmentHistory history,
    SegmentStore counts,
    KeptAnswers kept,
    TimeProvider clock)
{
    private const int DaysShown = 90;
    private const int MostDays = 3660;

    /// <summary>Who entered and left from <c>?from=</c> to <c>?to=</c>; a bare day is taken whole; without <c>to</c> it is now.</summary>
    [Function("DiffSegment")]
    [Asks("from", "The earlier instant.")]
    [Asks("to", "The later.")]
    [AsksPaging]
    [Answers<SegmentDiffView>]
    public async Task<IResult> DiffAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/diff")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is null)
        {
            return ShowSegments.Unknown(id);
        }

        if (!Paging.TryRead(request, out var paging, out var problem) || !Span(request, out var from, out var to, out problem))
        {
            return problem!;
        }

        if (paging.Continuation is not null && !ContactId.IsValid(paging.Continuation))
        {
            return Paging.NotOurs();
        }

        // An end that was not said is the moment: what is kept of it serves the next who does not say it.
        var end = request.Query.ContainsKey("to") ? $"{to.UtcTicks}" : "now";
        var (diff, at) = await kept.GetAsync(
            $"{KeptAnswers.People}segments/{TableKeys.Escape(id)}/{from.UtcTicks}-{end}-{paging.Take}",
            paging.Continuation is null ? Client.MaxAgeOf(request) : null,
            () => DiffAsync(id, from, to, paging, cancellationToken),
            cancellationToken);
        Client.TellAge(request, clock.GetUtcNow() - at);
        return Results.Json(diff);
    }

    /// <summary>How many were in a segment day by day, the last 90 unless asked otherwise; it ends with today's count.</summary>
    [Function("ShowSegmentHistory")]
    [Asks("from", "The first day.")]
    [Asks("to", "The last.")]
    [Answers<Page<SegmentDay>>]
    public async Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/history")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken) is null)
        {
            return ShowSegments.Unknown(id);
        }

        if (!Span(request, out var since, out var until, out var problem))
        {
            return problem!;
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var to = DateOnly.FromDateTime(until.UtcDateTime) is var asked && asked > today ? today : asked;
        var from = request.Query.ContainsKey("from") ? DateOnly.FromDateTime(since.UtcDateTime) : to.AddDays(1 - DaysShown);
        if (from > to || to.DayNumber - from.DayNumber >= MostDays)
        {
            return Problems.BadRequest($"'from' is a day before 'to', at most {MostDays} days.");
        }

        var days = (await history.OfAsync(id, from, to, cancellationToken)).ToList();
        if (to == today)
        {
            days[^1] = days[^1] with { Count = (await counts.CountAsync(cancellationToken)).GetValueOrDefault(id) };
        }

        return Results.Json(new Page<SegmentDay>(days, null));
    }

    private async Task<SegmentDiffView> DiffAsync(
        string id, DateTimeOffset from, DateTimeOffset to, Paging paging, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(ContactId.Shards.Select(shard => OfShardAsync(id, shard, from, to, cancellationToken)));
        var all = shards.SelectMany(some => some).ToList();
        var rest = all.Where(one => paging.Continuation is not { } after || string.CompareOrdinal(one.ContactId, after) > 0).ToList();
        var page = rest.Take(paging.Take).ToList();
        return new SegmentDiffView(
            from,
            to,
            all.Count(one => one.IsEntering),
            all.Count(one => !one.IsEntering),
            [.. page.Select(SegmentChanges.ViewOf)],
            rest.Count > page.Count ? Paging.Encode(page[^1].ContactId) : null);
    }

    private bool Span(HttpRequest request, out DateTimeOffset from, out DateTimeOffset to, out IResult? problem)
    {
        (from, to) = (default, default);
        if (!Times.TryRead(request, "from", isEnd: false, out var since, out problem)
            || !Times.TryRead(request, "to", isEnd: true, out var until, out problem))
        {
            return false;
        }

        (from, to) = (since ?? DateTimeOffset.UnixEpoch, until ?? clock.GetUtcNow());
        if (from <= to)
        {
            return true;
        }

        problem = Problems.BadRequest(
            "'from' is after 'to'.", new Dictionary<string, string[]> { ["from"] = ["a time before 'to'"] });
        return false;
    }

    private async Task<IReadOnlyList<MembershipChange>> OfShardAsync(
        string segmentId, string shard, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        // The latest change tells how it is at the end, the earliest how it was at the beginning.
        var span = new SortedDictionary<string, (MembershipChange Last, MembershipChange First)>(StringComparer.Ordinal);
        var after = from > DateTimeOffset.MinValue ? from.AddTicks(-1) : from;
        await foreach (var change in changes.OfShardAsync(segmentId, shard, after, to, cancellationToken))
        {
            span[change.ContactId] = (span.TryGetValue(change.ContactId, out var known) ? known.Last : change, change);
        }

        return [.. span.Values.Where(one => one.First.IsEntering == one.Last.IsEntering).Select(one => one.Last)];
    }
}
