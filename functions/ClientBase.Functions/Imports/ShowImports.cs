using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Imports.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Imports;

/// <summary>Shows imports and how far they are.</summary>
public sealed class ShowImports(ImportStore imports)
{
    /// <summary>All imports, the newest first.</summary>
    [Function("ListImports")]
    [AsksPaging]
    [Answers<Page<ImportView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await imports.PageAsync(paging, cancellationToken);
        return Results.Json(new Page<ImportView>([.. page.Items.Select(ImportView.Of)], page.Continuation));
    }

    /// <summary>One import; its counts grow while it runs.</summary>
    [Function("GetImport")]
    [Answers<ImportView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await imports.FindAsync(id, cancellationToken) is { State: var import }
            ? Results.Json(ImportView.Of(import))
            : Problems.NotFound($"There is no import '{id}'.");

    /// <summary>The report: a line for each cell or row that could not be used.</summary>
    [Function("GetImportReport")]
    [Asks("format", "The format.", Words = ["csv"])]
    [Answers(200, "text/csv")]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "imports/{id}/report")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (request.Query["format"].ToString() is not ("" or "csv"))
        {
            return Problems.BadRequest(
                "This format is not supported. Supported: csv.", new Dictionary<string, string[]> { ["format"] = ["csv"] });
        }

        return await imports.FindAsync(id, cancellationToken) is null
            ? Problems.NotFound($"There is no import '{id}'.")
            : Results.Stream(stream => WriteAsync(stream, id, cancellationToken), "text/csv; charset=utf-8", $"import-{id}.csv");
    }

    private async Task WriteAsync(Stream stream, string id, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(ImportReport.Heading, cancellationToken);
        await using var lines = await imports.Report(id).OpenAsync(cancellationToken);
        await lines.CopyToAsync(stream, cancellationToken);
    }
}
