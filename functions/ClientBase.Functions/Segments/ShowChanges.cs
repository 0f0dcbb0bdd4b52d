using System.Globalization;
using ClientBase.Domain.Segments;
using ClientBase.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Segments;

/// <summary>Shows who entered a segment and who left it.</summary>
public sealed class ShowChanges(SegmentCatalogue catalogue, SegmentChanges changes)
{
    /// <summary>The changes of a segment, the latest first; <c>?since=</c> leaves out the earlier ones.</summary>
    [Function("ListSegmentChanges")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "segments/{id}/changes")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (catalogue.Find(id) is not { } segment)
        {
            return Problems.NotFound($"There is no segment '{id}'.");
        }

        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        if (!TryReadSince(request, out var since))
        {
            var why = new[] { "an instant, such as 2026-03-01T00:00:00Z" };
            return Problems.BadRequest("'since' is not an instant.", new Dictionary<string, string[]> { ["since"] = why });
        }

        return Results.Json(await changes.ListAsync(segment.Id, since, paging, cancellationToken));
    }

    private static bool TryReadSince(HttpRequest request, out DateTimeOffset since)
    {
        since = DateTimeOffset.MinValue;
        var text = request.Query["since"].ToString();
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return text.Length == 0 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out since);
    }
}
