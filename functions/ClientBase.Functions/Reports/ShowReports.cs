using ClientBase.Domain;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Reports.Making;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Reports;

/// <summary>A report on the list of all.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is about.</param>
public sealed record ReportItem(string Name, LocalText Title);

/// <summary>Shows the reports: as JSON, or as a file.</summary>
public sealed class ShowReports(ReportCatalogue reports, ReportAnswers answers)
{
    private static readonly string[] OfManagers = ["managers", "funnel"];

    /// <summary>All reports.</summary>
    [Function("ListReports")]
    [Answers<Page<ReportItem>>]
    public IResult List([HttpTrigger(AuthorizationLevel.Function, "get", Route = "reports")] HttpRequest request) =>
        Results.Json(new Page<ReportItem>([.. reports.All.Select(report => new ReportItem(report.Name, report.Title))], null));

    /// <summary>One report: <c>?from=&amp;to=&amp;by=day|week|month&amp;segment=&amp;format=json|csv|xlsx</c>.</summary>
    [Function("GetReport")]
    [Asks("from", "The first instant, day or month.")]
    [Asks("to", "The last.")]
    [Asks("by", "What time is divided by.", Words = ["day", "week", "month"])]
    [Asks("segment", "Only of people in it.")]
    [Asks("format", "The format.", Words = ["json", "csv", "xlsx"])]
    [Answers<ReportAnswer>]
    [Answers(200, "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reports/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (reports.Find(name) is not { } report)
        {
            return Problems.NotFound(
                $"There is no report '{name}'. There are: {string.Join(' ', reports.All.Select(one => one.Name))}.");
        }

        if (Caller.Of(request) is { Role: StaffRole.Manager } && !OfManagers.Contains(name))
        {
            return Problems.Forbidden($"Your role, manager, shows the reports {string.Join(" and ", OfManagers)}.");
        }

        var format = request.Query["format"].ToString() is { Length: > 0 } asked ? asked : "json";
        if (format != "json" && !ReportFiles.Formats.Contains(format))
        {
            string[] formats = ["json", .. ReportFiles.Formats];
            return Problems.BadRequest(
                $"This format is not supported. Supported: {string.Join(", ", formats)}.",
                new Dictionary<string, string[]> { ["format"] = formats });
        }

        var (query, problem) = ReportQuery.Read(request.Query);
        if (query is null)
        {
            return problem!;
        }

        if (query.Segment is { } segment && !await reports.IsSegmentAsync(segment, cancellationToken))
        {
            return Problems.NotFound($"There is no segment '{segment}'.");
        }

        if (format == "json")
        {
            return Results.Bytes(await answers.OfAsync(report, query, cancellationToken), "application/json; charset=utf-8");
        }

        var (table, _) = await reports.MakeAsync(report, query, cancellationToken);
        return Results.File(
            await ReportFiles.ToBytesAsync(table, format, Client.LanguageOf(request), cancellationToken),
            ReportFiles.TypeOf(format),
            $"{report.Name}.{format}");
    }
}
