using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Exports;

/// <summary>Shows exports and how far they are, and takes them back.</summary>
public sealed class ShowExports(ExportStore exports, ExportLinks links, IOptions<ExportOptions> options, TimeProvider clock)
{
    /// <summary>All exports, the newest first.</summary>
    [Function("ListExports")]
    [AsksPaging]
    [Answers<Page<ExportView>>]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "exports")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(request, out var paging, out var problem))
        {
            return problem;
        }

        var page = await exports.PageAsync(paging, cancellationToken);
        var views = new List<ExportView>();
        foreach (var export in page.Items)
        {
            views.Add(await ViewAsync(request, export, cancellationToken));
        }

        return Results.Json(new Page<ExportView>(views, page.Continuation));
    }

    /// <summary>One export; its rows grow while it runs, and then it has an address that ends.</summary>
    [Function("GetExport")]
    [Answers<ExportView>]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "exports/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken) =>
        await exports.FindAsync(id, cancellationToken) is { State: var export }
            ? Results.Json(await ViewAsync(request, export, cancellationToken))
            : Problems.NotFound($"There is no export '{id}'.");

    /// <summary>Deletes an export, its file and its schedule.</summary>
    [Function("DeleteExport")]
    [Answers(204)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "exports/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await exports.FindAsync(id, cancellationToken) is not { State: var export })
        {
            return Problems.NotFound($"There is no export '{id}'.");
        }

        await exports.DeleteAsync(export.Id, cancellationToken);
        await exports.DeleteFilesAsync(export.Id, cancellationToken);
        return Results.NoContent();
    }

    private async Task<ExportView> ViewAsync(HttpRequest request, ExportState export, CancellationToken cancellationToken)
    {
        if (export.Stage != ExportStage.Completed)
        {
            return ExportView.Of(export, null, null);
        }

        var until = export.LinkUntil(clock.GetUtcNow(), options.Value);
        var token = await links.SignAsync(export, until, cancellationToken);
        return ExportView.Of(export, $"{Client.RootOf(request)}/api/exports/{export.Id}/file/{token}", until);
    }
}
