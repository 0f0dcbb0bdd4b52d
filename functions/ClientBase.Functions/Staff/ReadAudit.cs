using System.Globalization;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Staff;

/// <summary>Whether a month's audit is as it was written.</summary>
/// <param name="Month">The month, <c>2026-11</c>.</param>
/// <param name="Rows">How many entries it has.</param>
/// <param name="Whole">Whether none was changed or taken away.</param>
/// <param name="BrokenAt">Time of the first that was; null when none was.</param>
public sealed record AuditCheck(string Month, int Rows, bool Whole, DateTimeOffset? BrokenAt);

/// <summary>Shows the owner who read, took out and changed what.</summary>
public sealed class ReadAudit(AuditStore audit, TimeProvider clock)
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(31); // Where 'from' is not given.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660); // A month is read by itself.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Entries, the latest first.</summary>
    [Function(nameof(ReadAudit))]
    [Asks("who", "Only of this person.")]
    [Asks("from", "The earliest; a month back where left out.")]
    [Asks("to", "The latest.")]
    [AsksPaging]
    [Answers<Page<AuditEntry>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audit")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var isTime = QueryTimes.TryRead(request, "to", out var to) & QueryTimes.TryRead(request, "from", out var from);
        var until = to ?? clock.GetUtcNow();
        if (!isTime || until < Earliest || from < Earliest || from > until || until - from > Longest)
        {
            return Problems.BadRequest(
                "'from' and 'to' are times such as 2026-03-01 or 2026-03-01T12:00:00Z, the earlier one first, ten years apart at most.");
        }

        if (paging.Continuation is { } place && !IsMonth(place.Split(' ', 2)[0]))
        {
            return Paging.NotOurs();
        }

        var who = request.Query["who"] is [{ Length: > 0 } name] ? name : null;
        return Results.Json(await audit.ReadAsync(who, from ?? until - Reach, until, paging, cancellationToken));
    }

    /// <summary>Whether a month's entries are as they were written.</summary>
    [Function("CheckAudit")]
    [Answers<AuditCheck>]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audit/{month}/check")] HttpRequest request,
        string month,
        CancellationToken cancellationToken)
    {
        if (!IsMonth(month))
        {
            return NoMonth();
        }

        var (rows, brokenAt) = await audit.CheckAsync(month, cancellationToken);
        return Results.Json(new AuditCheck(month, rows, brokenAt is null, brokenAt));
    }

    /// <summary>A month's entries as a file, the latest first, each with its link in the chain.</summary>
    [Function("ExportAudit")]
    [Answers(200, "text/csv")]
    public IResult Export(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "audit/{month}/export")] HttpRequest request,
        string month,
        CancellationToken cancellationToken) => IsMonth(month)
        ? Results.Stream(
            stream => AuditFile.WriteAsync(stream, audit.OfMonthAsync(month, cancellationToken), cancellationToken),
            "text/csv; charset=utf-8",
            $"audit-{month}.csv")
        : NoMonth();

    private static IResult NoMonth() => Problems.BadRequest("A month is written like 2026-03.");

    private static bool IsMonth(string text) =>
        DateOnly.TryParseExact($"{text}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
