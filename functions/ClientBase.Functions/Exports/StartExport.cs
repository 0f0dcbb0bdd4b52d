using ClientBase.Domain.Contacts.Emails;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Exports.Files;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Reports;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Segments;
using ClientBase.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Exports;

/// <summary>Has a segment or a report made into a file, once or on a schedule.</summary>
public sealed class StartExport(
    ExportStore exports, SegmentMembers members, SegmentStore counts, ReportCatalogue reports, TimeProvider clock)
{
    private const int MaxText = 200;

    /// <summary>202; what a report is of is told as by its own route: <c>?from=&amp;to=&amp;by=&amp;segment=</c>.</summary>
    [Function(nameof(StartExport))]
    [Takes<ExportBody>(Example = """{"segment":"potential","format":"csv"}""")]
    [Asks("from", "Of a report: as its own route has it.")]
    [Asks("to", "Of a report.")]
    [Asks("by", "Of a report.", Words = ["day", "week", "month"])]
    [Asks("segment", "Of a report: of whom it is.")]
    [Answers<ExportAccepted>(202)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "exports")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var now = clock.GetUtcNow();
        var (segment, report) = (body.Text("segment", MaxText), body.Text("report", MaxText));
        if ((segment is null) == (report is null))
        {
            body.Refuse("segment", "give either 'segment' or 'report'");
        }

        var format = body.OneOf("format", report is null ? ExportFormats.Names : ReportFiles.Formats) ?? "csv";
        var export = new ExportState(JobIds.New(now), segment, report, format, Client.LanguageOf(request), now)
        {
            Schedule = body.Text("schedule", MaxText),
            DeliverTo = AddressOf(body),
        };
        export = export with { NextAt = NextOf(export, body, now) };
        if (!body.AreRight(out problem))
        {
            return problem;
        }

        var (query, refusal) = report is null ? (null, null) : ReportQuery.Read(request.Query);
        refusal ??= await UnknownAsync(segment ?? query?.Segment, report, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        export = export with { Query = query };
        await exports.PutAsync(new ExportWork(export.Id, export.Run), cancellationToken);
        await exports.AddAsync(export, cancellationToken);
        var count = segment is null ? (int?)null : (await counts.CountAsync(cancellationToken)).GetValueOrDefault(segment);
        return new AuditedResult(
            Results.Json(new ExportAccepted(export.Id), statusCode: StatusCodes.Status202Accepted), $"{export.Name} {format}", count);
    }

    private async Task<IResult?> UnknownAsync(string? segment, string? report, CancellationToken cancellationToken)
    {
        if (segment is not null && !await members.IsKnownAsync(segment, cancellationToken))
        {
            return Problems.NotFound($"There is no segment '{segment}'.");
        }

        return report is not null && reports.Find(report) is null ? Problems.NotFound($"There is no report '{report}'.") : null;
    }

    private static string? AddressOf(BodyFields body)
    {
        var address = body.Text("deliverTo", MaxText);
        if (address is null)
        {
            return null;
        }

        if (EmailAddress.TryParse(address, out var email))
        {
            return email.Value;
        }

        body.Refuse("deliverTo", "an e-mail address");
        return null;
    }

    private static DateTimeOffset? NextOf(ExportState export, BodyFields body, DateTimeOffset now)
    {
        var next = export.Schedule is { } schedule ? ExportSchedule.Next(schedule, now) : null;
        if (export.Schedule is not null && next is null)
        {
            body.Refuse("schedule", "cron of five fields in UTC, such as '0 6 * * 1' for Mondays at six, or six with seconds first");
        }

        return next;
    }
}
