using ClientBase.Functions.Exports.Files;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Reports.Making;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Exports;

/// <summary>Gives the file of an export to whoever has its link, until the link ends.</summary>
public sealed class FetchExport(ExportStore exports, ExportLinks links, TimeProvider clock)
{
    /// <summary>The file; 404 for a link that is none, 410 for one that has ended.</summary>
    [Function(nameof(FetchExport))]
    [Answers(200, "application/octet-stream")]
    [Refuses(410, "The link has ended.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "exports/{id}/file/{token}")] HttpRequest request,
        string id,
        string token,
        CancellationToken cancellationToken)
    {
        if (await exports.FindAsync(id, cancellationToken) is not { State: var export }
            || await links.ReadAsync(export, token, cancellationToken) is not { } until)
        {
            return Problems.NotFound("This link does not work. It may have been cut off.");
        }

        if (until < clock.GetUtcNow() || export.Stage != ExportStage.Completed
            || await exports.OpenFileAsync(export, cancellationToken) is not { } file)
        {
            return Problems.Gone("This link has ended. Ask for the export again.");
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return Results.Stream(file, TypeOf(export), NameOf(export));
    }

    private static string TypeOf(ExportState export) =>
        ReportFiles.TypeOf(export.Segment is null || ExportFormats.Find(export.Format) is { IsWorkbook: true } ? export.Format : "csv");

    private static string NameOf(ExportState export) =>
        export.Segment is { } segment ? SegmentFile.NameOf(segment, ExportFormats.Find(export.Format)!)
            : $"{export.Report}.{export.Format}";
}
